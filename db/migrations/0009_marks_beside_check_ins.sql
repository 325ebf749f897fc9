-- A mark stands beside what the member noted, and no longer takes its place.
alter table duties drop constraint duties_absent_is_absent;
-- When it was marked; unknown of marks from before.
alter table duties add column mark_time timestamptz;
