-- Rosters that the engine makes in the background, for a draft.
create table roster_proposals (
  group_id uuid not null,
  id uuid not null,
  roster_id uuid not null,
  state text not null,
  seed bigint not null,
  step_limit bigint not null,
  account_id uuid not null,
  create_time timestamptz not null,
  -- Who works on it, and until when: the claim of a server that died runs out.
  claim_id uuid,
  claim_end_time timestamptz,
  claim_count smallint not null default 0,
  -- What the engine is given, since it began.
  roster_version bigint,
  problem_text text,
  -- How far it is.
  step_count bigint not null default 0,
  -- What came of it.
  engine_version int,
  problem_digest text,
  roster_text text,
  roster_digest text,
  empty_count int,
  max_load bigint,
  min_load bigint,
  gini double precision,
  exchange_stable boolean,
  highest_load bigint,
  lower_bound bigint,
  bound_reached boolean,
  failure_vi text not null default '',
  failure_en text not null default '',
  finish_time timestamptz,
  constraint roster_proposals_pkey primary key (group_id, id),
  constraint roster_proposals_roster foreign key (group_id, roster_id)
    references rosters (group_id, id) on delete cascade,
  constraint roster_proposals_account foreign key (account_id) references accounts (id)
    on delete restrict,
  constraint roster_proposals_state check (state in ('queued', 'solving', 'solved', 'failed',
                                                     'cancelled', 'accepted')),
  constraint roster_proposals_claim check ((state = 'solving') = (claim_id is not null)
                                           and (claim_id is null) = (claim_end_time is null)),
  constraint roster_proposals_solved check (state not in ('solved', 'accepted')
                                            or (roster_version is not null
                                                and problem_text is not null
                                                and roster_text is not null)),
  constraint roster_proposals_finish check ((finish_time is null) = (state in ('queued', 'solving')))
);
-- One at a time for a roster.
create unique index roster_proposals_running on roster_proposals (group_id, roster_id)
  where state in ('queued', 'solving');
create index roster_proposals_queue on roster_proposals (create_time)
  where state in ('queued', 'solving');
create index roster_proposals_create_time on roster_proposals (create_time);

-- What stands behind a roster that the engine filled.
create table roster_certificates (
  group_id uuid not null,
  roster_id uuid not null,
  seed bigint not null,
  step_count bigint not null,
  engine_version int not null,
  problem_text text not null,
  problem_digest text not null,
  roster_text text not null,
  roster_digest text not null,
  empty_count int not null,
  max_load bigint not null,
  min_load bigint not null,
  gini double precision not null,
  exchange_stable boolean not null,
  highest_load bigint not null,
  lower_bound bigint not null,
  bound_reached boolean not null,
  accept_time timestamptz not null,
  constraint roster_certificates_pkey primary key (group_id, roster_id),
  constraint roster_certificates_roster foreign key (group_id, roster_id)
    references rosters (group_id, id) on delete cascade
);
