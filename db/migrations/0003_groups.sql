create table groups (
  id uuid not null,
  name text not null,
  model text not null,
  state text not null,
  area_code text not null,
  time_zone text not null,
  create_time timestamptz not null,
  version bigint not null default 1,
  constraint groups_pkey primary key (id),
  constraint groups_area foreign key (area_code) references areas (code) on delete restrict,
  constraint groups_model check (model in ('security_households', 'security_cameras', 'urban_order',
                                           'public_order', 'school_gate', 'pickup_queue',
                                           'parish_area')),
  constraint groups_state check (state in ('proposed', 'active', 'suspended', 'dissolved'))
);
create index groups_area_name on groups (area_code, name collate "vi-x-icu", id);

-- Labels of households as people count them: 2 before 12, 12 before 12/1.
create collation label_order (provider = icu, locale = 'vi-u-kn-true');

create table households (
  group_id uuid not null,
  id uuid not null,
  label text not null,
  address text not null,
  proxy_member_id uuid,
  allow_two_a_night boolean not null default false,
  create_time timestamptz not null,
  version bigint not null default 1,
  constraint households_pkey primary key (group_id, id),
  constraint households_group foreign key (group_id) references groups (id) on delete cascade
);
create unique index households_label on households (group_id, lower(label));

create table members (
  group_id uuid not null,
  id uuid not null,
  -- Null only for somebody who left and whose household is gone.
  household_id uuid,
  -- Null for somebody without a phone, for whom the household's proxy acts.
  account_id uuid,
  full_name text not null,
  -- platform::NameSortKey of the name: by given name.
  sort_name text not null collate "C",
  role text not null,
  may_lead boolean not null,
  birth_year smallint,
  over_70_approved boolean not null default false,
  max_duties_a_month smallint,
  create_time timestamptz not null,
  end_time timestamptz,
  version bigint not null default 1,
  constraint members_pkey primary key (group_id, id),
  constraint members_group foreign key (group_id) references groups (id) on delete cascade,
  constraint members_household foreign key (group_id, household_id)
    references households (group_id, id) on delete restrict,
  constraint members_account foreign key (account_id) references accounts (id) on delete restrict,
  constraint members_household_needed check (household_id is not null or end_time is not null),
  constraint members_role check (role in ('member', 'deputy', 'leader')),
  constraint members_birth_year check (birth_year between 1900 and 2200)
);
create unique index members_phone on members (group_id, account_id) where end_time is null;
create unique index members_one_leader on members (group_id)
  where role = 'leader' and end_time is null;
create index members_sort_name on members (group_id, sort_name, id) where end_time is null;
create index members_account_groups on members (account_id) where end_time is null;
create index members_household_id on members (group_id, household_id);

alter table households add constraint households_proxy foreign key (group_id, proxy_member_id)
  references members (group_id, id) on delete set null (proxy_member_id);
create index households_proxy_member on households (group_id, proxy_member_id);

create table absences (
  group_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  start_date date not null,
  end_date date not null,
  create_time timestamptz not null,
  constraint absences_pkey primary key (group_id, id),
  constraint absences_member foreign key (group_id, member_id) references members (group_id, id)
    on delete cascade,
  constraint absences_dates check (end_date > start_date)
);
create index absences_end on absences (group_id, end_date);
create index absences_member_end on absences (group_id, member_id, end_date);

create table posts (
  group_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  create_time timestamptz not null,
  version bigint not null default 1,
  constraint posts_pkey primary key (group_id, id),
  constraint posts_group foreign key (group_id) references groups (id) on delete cascade,
  constraint posts_kind check (kind in ('fixed', 'route'))
);
create unique index posts_name on posts (group_id, lower(name));

create table checkpoints (
  group_id uuid not null,
  id uuid not null,
  post_id uuid not null,
  position smallint not null,
  name text not null,
  constraint checkpoints_pkey primary key (group_id, id),
  constraint checkpoints_post foreign key (group_id, post_id) references posts (group_id, id)
    on delete cascade,
  constraint checkpoints_position unique (group_id, post_id, position) deferrable initially deferred
);

-- What officials read of a group, for the group to see.
create table access_entries (
  group_id uuid not null,
  id uuid not null,
  access_time timestamptz not null,
  account_id uuid not null,
  official_name text not null,
  role text not null,
  unit_name text not null,
  method text not null,
  reason text not null,
  case_number text not null,
  constraint access_entries_pkey primary key (group_id, id),
  constraint access_entries_group foreign key (group_id) references groups (id) on delete cascade,
  constraint access_entries_account foreign key (account_id) references accounts (id)
    on delete restrict
);
create index access_entries_time on access_entries (group_id, access_time desc, id desc);
