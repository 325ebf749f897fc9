create table incidents (
  group_id uuid not null,
  id uuid not null,
  shift_id uuid,
  kind text not null,
  severity text,
  place text not null,
  checkpoint_id uuid,
  observe_time timestamptz not null,
  record_time timestamptz not null,
  seen text not null,
  action text not null,
  outcome text,
  injured_count integer not null,
  author_member_id uuid not null,
  constraint incidents_pkey primary key (group_id, id),
  constraint incidents_group foreign key (group_id) references groups (id) on delete cascade,
  constraint incidents_shift foreign key (group_id, shift_id) references shifts (group_id, id)
    on delete restrict,
  constraint incidents_author foreign key (group_id, author_member_id)
    references members (group_id, id) on delete restrict,
  constraint incidents_injured check (injured_count >= 0)
);
create index incidents_observed on incidents (group_id, observe_time desc, id desc);
create index incidents_shift_id on incidents (group_id, shift_id);

create table incident_notifications (
  group_id uuid not null,
  incident_id uuid not null,
  position smallint not null,
  recipient text not null,
  notify_time timestamptz not null,
  constraint incident_notifications_pkey primary key (group_id, incident_id, position),
  constraint incident_notifications_incident foreign key (group_id, incident_id)
    references incidents (group_id, id) on delete cascade
);

create table incident_amendments (
  group_id uuid not null,
  incident_id uuid not null,
  position smallint not null,
  record_time timestamptz not null,
  author_member_id uuid not null,
  text text not null,
  outcome text,
  constraint incident_amendments_pkey primary key (group_id, incident_id, position),
  constraint incident_amendments_incident foreign key (group_id, incident_id)
    references incidents (group_id, id) on delete cascade,
  constraint incident_amendments_author foreign key (group_id, author_member_id)
    references members (group_id, id) on delete restrict
);

-- The log is written once. A correction is an amendment, in the open.
create function refuse_change() returns trigger language plpgsql volatile as $$
begin
  raise exception 'rows of % are never changed', tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger incidents_append_only before update on incidents
  for each row execute function refuse_change();
create trigger incident_notifications_append_only before update on incident_notifications
  for each row execute function refuse_change();
create trigger incident_amendments_append_only before update on incident_amendments
  for each row execute function refuse_change();
create trigger access_entries_append_only before update on access_entries
  for each row execute function refuse_change();
