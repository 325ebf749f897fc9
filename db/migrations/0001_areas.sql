create extension if not exists btree_gist;

create table areas (
  code text not null,
  name text not null,
  kind text not null,
  parent_code text,
  -- The codes from the city down to this area, each followed by a slash: what lies below an area is
  -- a prefix search.
  path text not null,
  valid_from date not null,
  valid_to date,
  create_time timestamptz not null,
  constraint areas_pkey primary key (code),
  constraint areas_parent foreign key (parent_code) references areas (code) on delete restrict,
  constraint areas_code_form check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  constraint areas_kind check (kind in ('city', 'ward', 'commune', 'street_block', 'hamlet')),
  constraint areas_validity check (valid_to > valid_from)
);
create unique index areas_path on areas (path text_pattern_ops);
create index areas_parent_name on areas (parent_code, name collate "vi-x-icu", code);

-- What an area was made of. Wards were merged on 1 July 2025; what was recorded before still counts
-- for the ward that took over.
create table area_predecessors (
  area_code text not null,
  predecessor_code text not null,
  constraint area_predecessors_pkey primary key (area_code, predecessor_code),
  constraint area_predecessors_area foreign key (area_code) references areas (code) on delete cascade,
  constraint area_predecessors_predecessor foreign key (predecessor_code) references areas (code)
    on delete restrict,
  constraint area_predecessors_other check (area_code <> predecessor_code)
);
