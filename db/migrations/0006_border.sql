-- Replies of calls with a request_id, to be given again.
create table replays (
  account_id uuid not null,
  request_id uuid not null,
  method text not null,
  request_hash bytea not null,
  response bytea not null,
  create_time timestamptz not null,
  constraint replays_pkey primary key (account_id, request_id),
  constraint replays_account foreign key (account_id) references accounts (id) on delete cascade
);
create index replays_time on replays (create_time);

-- What has to leave the house: written in the transaction that causes it, sent by a worker. The
-- payload is wiped when it is sent.
create table outbox (
  id uuid not null,
  channel text not null,
  recipient text not null,
  payload text not null,
  create_time timestamptz not null,
  next_time timestamptz not null,
  expire_time timestamptz not null,
  try_count integer not null default 0,
  sent_time timestamptz,
  constraint outbox_pkey primary key (id),
  constraint outbox_channel check (channel in ('sms'))
);
create index outbox_waiting on outbox (next_time) where sent_time is null;
create index outbox_over on outbox (expire_time);
