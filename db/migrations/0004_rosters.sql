create table duty_templates (
  group_id uuid not null,
  id uuid not null,
  name text not null,
  post_id uuid not null,
  -- Civil times in the group's time zone; an end at or before the start is on the next day.
  start_time time not null,
  end_time time not null,
  -- Bit 0 is Monday, bit 6 is Sunday.
  weekdays smallint not null,
  valid_from date,
  valid_to date,
  crew_min smallint not null,
  crew_ideal smallint not null,
  crew_max smallint not null,
  leaders_needed smallint not null,
  importance smallint not null,
  create_time timestamptz not null,
  version bigint not null default 1,
  constraint duty_templates_pkey primary key (group_id, id),
  constraint duty_templates_group foreign key (group_id) references groups (id) on delete cascade,
  constraint duty_templates_post foreign key (group_id, post_id) references posts (group_id, id)
    on delete restrict,
  constraint duty_templates_weekdays check (weekdays between 1 and 127),
  constraint duty_templates_validity check (valid_to > valid_from),
  constraint duty_templates_crew check (1 <= crew_min and crew_min <= crew_ideal
                                        and crew_ideal <= crew_max and crew_max <= 20),
  constraint duty_templates_leaders check (leaders_needed between 0 and crew_min),
  constraint duty_templates_importance check (importance between 1 and 5)
);
create index duty_templates_post_id on duty_templates (group_id, post_id);

create table rosters (
  group_id uuid not null,
  id uuid not null,
  month date not null,
  state text not null,
  create_time timestamptz not null,
  publish_time timestamptz,
  close_time timestamptz,
  version bigint not null default 1,
  constraint rosters_pkey primary key (group_id, id),
  constraint rosters_group foreign key (group_id) references groups (id) on delete cascade,
  constraint rosters_month unique (group_id, month),
  constraint rosters_month_first check (extract(day from month) = 1),
  constraint rosters_state check (state in ('draft', 'published', 'closed'))
);
create index rosters_drafts on rosters (group_id) where state = 'draft';

create table shifts (
  group_id uuid not null,
  id uuid not null,
  roster_id uuid not null,
  -- Null when the template was removed.
  duty_template_id uuid,
  title text not null,
  post_id uuid not null,
  duty_date date not null,
  start_time timestamptz not null,
  end_time timestamptz not null,
  crew_min smallint not null,
  crew_ideal smallint not null,
  crew_max smallint not null,
  leaders_needed smallint not null,
  importance smallint not null,
  constraint shifts_pkey primary key (group_id, id),
  constraint shifts_roster foreign key (group_id, roster_id) references rosters (group_id, id)
    on delete cascade,
  constraint shifts_template foreign key (group_id, duty_template_id)
    references duty_templates (group_id, id) on delete set null (duty_template_id),
  constraint shifts_post foreign key (group_id, post_id) references posts (group_id, id)
    on delete restrict,
  constraint shifts_times check (end_time > start_time),
  constraint shifts_crew check (1 <= crew_min and crew_min <= crew_ideal
                                and crew_ideal <= crew_max and crew_max <= 20),
  -- What duties copy of their shift; the foreign key of duties keeps the copies true.
  constraint shifts_copied unique (group_id, id, start_time, end_time, crew_max)
);
create unique index shifts_once on shifts (group_id, duty_template_id, duty_date);
create index shifts_roster_start on shifts (group_id, roster_id, start_time);
create index shifts_start on shifts (group_id, start_time);
create index shifts_post_id on shifts (group_id, post_id);

-- One member's place on one shift, from the assignment to the attendance.
create table duties (
  group_id uuid not null,
  id uuid not null,
  shift_id uuid not null,
  member_id uuid not null,
  -- Who it is across groups: the account, or the member without one.
  person_id uuid not null,
  slot smallint not null,
  start_time timestamptz not null,
  end_time timestamptz not null,
  crew_max smallint not null,
  -- Follows the roster: drafts hold nobody, published duties do.
  published boolean not null,
  -- Follows the roster too: what is closed leaves the indexes of what is going on, which so stay as
  -- small after ten years as in the first month.
  closed boolean not null default false,
  pinned boolean not null,
  create_time timestamptz not null,
  check_in_time timestamptz,
  check_in_record_time timestamptz,
  check_in_method text,
  check_in_checkpoint_id uuid,
  check_in_account_id uuid,
  check_out_time timestamptz,
  mark text,
  mark_account_id uuid,
  constraint duties_pkey primary key (group_id, id),
  constraint duties_shift foreign key (group_id, shift_id, start_time, end_time, crew_max)
    references shifts (group_id, id, start_time, end_time, crew_max)
    on delete cascade on update cascade,
  constraint duties_member foreign key (group_id, member_id) references members (group_id, id)
    on delete restrict,
  constraint duties_once unique (group_id, shift_id, member_id),
  -- A crew has one duty per slot and no slot beyond its maximum.
  constraint duties_slot unique (group_id, shift_id, slot),
  constraint duties_crew_max check (slot between 1 and crew_max),
  -- Nobody is in two places, in whichever groups. The hash stands first because ids of one import
  -- share their beginning, by which a GiST index splits its pages.
  constraint duties_overlap exclude using gist
    (uuid_hash_extended(person_id, 0) with =, person_id with =,
     tstzrange(start_time, end_time) with &&)
    where (published and not closed),
  constraint duties_check_in check ((check_in_time is null) = (check_in_method is null)),
  constraint duties_check_in_method check (check_in_method in ('self', 'code', 'proxy', 'leader')),
  constraint duties_check_out check (check_out_time >= check_in_time),
  constraint duties_mark check (mark in ('excused', 'absent')),
  constraint duties_absent_is_absent check (mark is null or check_in_time is null)
)
-- Check-ins rewrite rows in place (HOT): leave them room.
with (fillfactor = 85);
create index duties_next on duties (group_id, member_id, start_time, id)
  where published and not closed;
-- Coverage counts a group's nights.
create index duties_start on duties (group_id, start_time) where published;
