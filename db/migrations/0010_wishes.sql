-- How gladly a member serves on the shifts of a duty template.
create table wishes (
  group_id uuid not null,
  member_id uuid not null,
  duty_template_id uuid not null,
  score smallint not null,
  constraint wishes_pkey primary key (group_id, member_id, duty_template_id),
  constraint wishes_member foreign key (group_id, member_id) references members (group_id, id)
    on delete cascade,
  constraint wishes_template foreign key (group_id, duty_template_id)
    references duty_templates (group_id, id) on delete cascade,
  constraint wishes_score check (score between -2 and 2 and score <> 0)
);
create index wishes_template_id on wishes (group_id, duty_template_id);

-- Two members whom the leader wants apart or together; never why.
create table member_pairs (
  group_id uuid not null,
  member_id uuid not null,
  other_member_id uuid not null,
  kind text not null,
  constraint member_pairs_pkey primary key (group_id, member_id, other_member_id),
  constraint member_pairs_member foreign key (group_id, member_id)
    references members (group_id, id) on delete cascade,
  constraint member_pairs_other foreign key (group_id, other_member_id)
    references members (group_id, id) on delete cascade,
  -- A pair has no first and second: it is kept once.
  constraint member_pairs_order check (member_id < other_member_id),
  constraint member_pairs_kind check (kind in ('apart', 'together'))
);
