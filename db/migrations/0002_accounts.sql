create table accounts (
  id uuid not null,
  phone_number text not null,
  display_name text not null,
  -- Officials only: argon2id, and the shared secret of RFC 6238 with the last accepted time step, so
  -- that a one-time password works once.
  password_hash text,
  totp_secret bytea,
  totp_last_step bigint not null default 0,
  create_time timestamptz not null,
  constraint accounts_pkey primary key (id),
  constraint accounts_phone_number unique (phone_number),
  constraint accounts_phone_number_form check (phone_number ~ '^\+84[0-9]{9}$'),
  constraint accounts_credentials check ((password_hash is null) = (totp_secret is null))
);

-- One row per number: the code sent last. A hash of it under a random key of its own, never the code.
create table sign_in_codes (
  phone_number text not null,
  code_key bytea not null,
  code_hash bytea not null,
  create_time timestamptz not null,
  expire_time timestamptz not null,
  try_count integer not null default 0,
  constraint sign_in_codes_pkey primary key (phone_number)
);

-- How often something was tried in a window of time, by number or address.
create table try_counts (
  key text not null,
  window_start timestamptz not null,
  try_count integer not null,
  constraint try_counts_pkey primary key (key, window_start)
);
create index try_counts_window on try_counts (window_start);

create table sessions (
  id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  device_name text not null,
  -- Made with password and one-time password. Only such a session carries the account's offices.
  official boolean not null,
  create_time timestamptz not null,
  expire_time timestamptz not null,
  revoke_time timestamptz,
  constraint sessions_pkey primary key (id),
  constraint sessions_token_hash unique (token_hash),
  constraint sessions_account foreign key (account_id) references accounts (id) on delete cascade
);
create index sessions_account_create on sessions (account_id, create_time desc, id desc);
create index sessions_expire on sessions (expire_time);

create table offices (
  id uuid not null,
  account_id uuid not null,
  role text not null,
  area_code text,
  create_time timestamptz not null,
  end_time timestamptz,
  constraint offices_pkey primary key (id),
  constraint offices_account foreign key (account_id) references accounts (id) on delete restrict,
  constraint offices_area foreign key (area_code) references areas (code) on delete restrict,
  constraint offices_role check (role in ('beat_officer', 'duty_officer', 'ward_supervisor',
                                          'city_supervisor', 'operator')),
  constraint offices_area_needed check ((role = 'operator') = (area_code is null))
);
create unique index offices_held on offices (account_id, role, coalesce(area_code, ''))
  where end_time is null;
create index offices_area_code on offices (area_code);
