-- Made by scripts/dump_schema from db/migrations. To change it, add a migration.

CREATE COLLATION public.label_order (provider = icu, locale = 'vi-u-kn-true');

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'rows of % are never changed', tg_table_name using errcode = 'restrict_violation';
end
$$;

CREATE TABLE public.absences (
    group_id uuid NOT NULL,
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    start_date date NOT NULL,
    end_date date NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT absences_dates CHECK ((end_date > start_date))
);

CREATE TABLE public.access_entries (
    group_id uuid NOT NULL,
    id uuid NOT NULL,
    access_time timestamp with time zone NOT NULL,
    account_id uuid NOT NULL,
    official_name text NOT NULL,
    role text NOT NULL,
    unit_name text NOT NULL,
    method text NOT NULL,
    reason text NOT NULL,
    case_number text NOT NULL
);

CREATE TABLE public.accounts (
    id uuid NOT NULL,
    phone_number text NOT NULL,
    display_name text NOT NULL,
    password_hash text,
    totp_secret bytea,
    totp_last_step bigint DEFAULT 0 NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT accounts_credentials CHECK (((password_hash IS NULL) = (totp_secret IS NULL))),
    CONSTRAINT accounts_phone_number_form CHECK ((phone_number ~ '^\+84[0-9]{9}$'::text))
);

CREATE TABLE public.area_predecessors (
    area_code text NOT NULL,
    predecessor_code text NOT NULL,
    CONSTRAINT area_predecessors_other CHECK ((area_code <> predecessor_code))
);

CREATE TABLE public.areas (
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    parent_code text,
    path text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT areas_code_form CHECK ((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
    CONSTRAINT areas_kind CHECK ((kind = ANY (ARRAY['city'::text, 'ward'::text, 'commune'::text, 'street_block'::text, 'hamlet'::text]))),
    CONSTRAINT areas_validity CHECK ((valid_to > valid_from))
);

CREATE TABLE public.charters (
    group_id uuid NOT NULL,
    version bigint NOT NULL,
    min_rest_minutes smallint NOT NULL,
    max_nights_in_row smallint NOT NULL,
    max_duties_per_week smallint NOT NULL,
    fairness_unit text NOT NULL,
    weekend_percent smallint NOT NULL,
    holiday_percent smallint NOT NULL,
    tet_percent smallint NOT NULL,
    night_extra_percent smallint NOT NULL,
    night_start_time time without time zone NOT NULL,
    night_end_time time without time zone NOT NULL,
    account_id uuid NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT charters_fairness_unit CHECK ((fairness_unit = ANY (ARRAY['member'::text, 'household'::text]))),
    CONSTRAINT charters_percents CHECK (((100 <= weekend_percent) AND (weekend_percent <= holiday_percent) AND (holiday_percent <= tet_percent) AND (night_extra_percent >= 0))),
    CONSTRAINT charters_version CHECK ((version >= 1))
);

CREATE TABLE public.checkpoints (
    group_id uuid NOT NULL,
    id uuid NOT NULL,
    post_id uuid NOT NULL,
    "position" smallint NOT NULL,
    name text NOT NULL
);

CREATE TABLE public.credit_entries (
    group_id uuid NOT NULL,
    month date NOT NULL,
    member_id uuid NOT NULL,
    duty_count smallint NOT NULL,
    duty_minutes integer NOT NULL,
    credit_minutes bigint NOT NULL,
    share integer NOT NULL,
    surplus_minutes bigint NOT NULL,
    charter_version bigint NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT credit_entries_counts CHECK (((duty_count >= 0) AND (duty_minutes >= 0) AND (share >= 0)))
);

CREATE TABLE public.duties (
    group_id uuid NOT NULL,
    id uuid NOT NULL,
    shift_id uuid NOT NULL,
    member_id uuid NOT NULL,
    person_id uuid NOT NULL,
    slot smallint NOT NULL,
    start_time timestamp with time zone NOT NULL,
    end_time timestamp with time zone NOT NULL,
    crew_max smallint NOT NULL,
    published boolean NOT NULL,
    closed boolean DEFAULT false NOT NULL,
    pinned boolean NOT NULL,
    create_time timestamp with time zone NOT NULL,
    check_in_time timestamp with time zone,
    check_in_record_time timestamp with time zone,
    check_in_method text,
    check_in_checkpoint_id uuid,
    check_in_account_id uuid,
    check_out_time timestamp with time zone,
    mark text,
    mark_account_id uuid,
    cover_member_id uuid,
    mark_time timestamp with time zone,
    CONSTRAINT duties_check_in CHECK (((check_in_time IS NULL) = (check_in_method IS NULL))),
    CONSTRAINT duties_check_in_method CHECK ((check_in_method = ANY (ARRAY['self'::text, 'code'::text, 'proxy'::text, 'leader'::text]))),
    CONSTRAINT duties_check_out CHECK ((check_out_time >= check_in_time)),
    CONSTRAINT duties_cover_of_absent CHECK (((cover_member_id IS NULL) OR (mark IS NOT NULL))),
    CONSTRAINT duties_crew_max CHECK (((slot >= 1) AND (slot <= crew_max))),
    CONSTRAINT duties_mark CHECK ((mark = ANY (ARRAY['excused'::text, 'absent'::text])))
)
WITH (fillfactor='85');

CREATE TABLE public.duty_templates (
    group_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    post_id uuid NOT NULL,
    start_time time without time zone NOT NULL,
    end_time time without time zone NOT NULL,
    weekdays smallint NOT NULL,
    valid_from date,
    valid_to date,
    crew_min smallint NOT NULL,
    crew_ideal smallint NOT NULL,
    crew_max smallint NOT NULL,
    leaders_needed smallint NOT NULL,
    importance smallint NOT NULL,
    create_time timestamp with time zone NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT duty_templates_crew CHECK (((1 <= crew_min) AND (crew_min <= crew_ideal) AND (crew_ideal <= crew_max) AND (crew_max <= 20))),
    CONSTRAINT duty_templates_importance CHECK (((importance >= 1) AND (importance <= 5))),
    CONSTRAINT duty_templates_leaders CHECK (((leaders_needed >= 0) AND (leaders_needed <= crew_min))),
    CONSTRAINT duty_templates_validity CHECK ((valid_to > valid_from)),
    CONSTRAINT duty_templates_weekdays CHECK (((weekdays >= 1) AND (weekdays <= 127)))
);

CREATE TABLE public.groups (
    id uuid NOT NULL,
    name text NOT NULL,
    model text NOT NULL,
    state text NOT NULL,
    area_code text NOT NULL,
    time_zone text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT groups_model CHECK ((model = ANY (ARRAY['security_households'::text, 'security_cameras'::text, 'urban_order'::text, 'public_order'::text, 'school_gate'::text, 'pickup_queue'::text, 'parish_area'::text]))),
    CONSTRAINT groups_state CHECK ((state = ANY (ARRAY['proposed'::text, 'active'::text, 'suspended'::text, 'dissolved'::text])))
);

CREATE TABLE public.households (
    group_id uuid NOT NULL,
    id uuid NOT NULL,
    label text NOT NULL,
    address text NOT NULL,
    proxy_member_id uuid,
    allow_two_a_night boolean DEFAULT false NOT NULL,
    create_time timestamp with time zone NOT NULL,
    version bigint DEFAULT 1 NOT NULL
);

CREATE TABLE public.incident_amendments (
    group_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    "position" smallint NOT NULL,
    record_time timestamp with time zone NOT NULL,
    author_member_id uuid NOT NULL,
    text text NOT NULL,
    outcome text
);

CREATE TABLE public.incident_notifications (
    group_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    "position" smallint NOT NULL,
    recipient text NOT NULL,
    notify_time timestamp with time zone NOT NULL
);

CREATE TABLE public.incidents (
    group_id uuid NOT NULL,
    id uuid NOT NULL,
    shift_id uuid,
    kind text NOT NULL,
    severity text,
    place text NOT NULL,
    checkpoint_id uuid,
    observe_time timestamp with time zone NOT NULL,
    record_time timestamp with time zone NOT NULL,
    seen text NOT NULL,
    action text NOT NULL,
    outcome text,
    injured_count integer NOT NULL,
    author_member_id uuid NOT NULL,
    CONSTRAINT incidents_injured CHECK ((injured_count >= 0))
);

CREATE TABLE public.member_pairs (
    group_id uuid NOT NULL,
    member_id uuid NOT NULL,
    other_member_id uuid NOT NULL,
    kind text NOT NULL,
    CONSTRAINT member_pairs_kind CHECK ((kind = ANY (ARRAY['apart'::text, 'together'::text]))),
    CONSTRAINT member_pairs_order CHECK ((member_id < other_member_id))
);

CREATE TABLE public.members (
    group_id uuid NOT NULL,
    id uuid NOT NULL,
    household_id uuid,
    account_id uuid,
    full_name text NOT NULL,
    sort_name text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL,
    may_lead boolean NOT NULL,
    birth_year smallint,
    over_70_approved boolean DEFAULT false NOT NULL,
    max_duties_a_month smallint,
    create_time timestamp with time zone NOT NULL,
    end_time timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT members_birth_year CHECK (((birth_year >= 1900) AND (birth_year <= 2200))),
    CONSTRAINT members_household_needed CHECK (((household_id IS NOT NULL) OR (end_time IS NOT NULL))),
    CONSTRAINT members_role CHECK ((role = ANY (ARRAY['member'::text, 'deputy'::text, 'leader'::text])))
);

CREATE TABLE public.offices (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    role text NOT NULL,
    area_code text,
    create_time timestamp with time zone NOT NULL,
    end_time timestamp with time zone,
    CONSTRAINT offices_area_needed CHECK (((role = 'operator'::text) = (area_code IS NULL))),
    CONSTRAINT offices_role CHECK ((role = ANY (ARRAY['beat_officer'::text, 'duty_officer'::text, 'ward_supervisor'::text, 'city_supervisor'::text, 'operator'::text])))
);

CREATE TABLE public.outbox (
    id uuid NOT NULL,
    channel text NOT NULL,
    recipient text NOT NULL,
    payload text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    next_time timestamp with time zone NOT NULL,
    expire_time timestamp with time zone NOT NULL,
    try_count integer DEFAULT 0 NOT NULL,
    sent_time timestamp with time zone,
    CONSTRAINT outbox_channel CHECK ((channel = 'sms'::text))
);

CREATE TABLE public.posts (
    group_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT posts_kind CHECK ((kind = ANY (ARRAY['fixed'::text, 'route'::text])))
);

CREATE TABLE public.replays (
    account_id uuid NOT NULL,
    request_id uuid NOT NULL,
    method text NOT NULL,
    request_hash bytea NOT NULL,
    response bytea NOT NULL,
    create_time timestamp with time zone NOT NULL
);

CREATE TABLE public.roster_certificates (
    group_id uuid NOT NULL,
    roster_id uuid NOT NULL,
    seed bigint NOT NULL,
    step_count bigint NOT NULL,
    engine_version integer NOT NULL,
    problem_text text NOT NULL,
    problem_digest text NOT NULL,
    roster_text text NOT NULL,
    roster_digest text NOT NULL,
    empty_count integer NOT NULL,
    max_load bigint NOT NULL,
    min_load bigint NOT NULL,
    gini double precision NOT NULL,
    exchange_stable boolean NOT NULL,
    highest_load bigint NOT NULL,
    lower_bound bigint NOT NULL,
    bound_reached boolean NOT NULL,
    accept_time timestamp with time zone NOT NULL
);

CREATE TABLE public.roster_proposals (
    group_id uuid NOT NULL,
    id uuid NOT NULL,
    roster_id uuid NOT NULL,
    state text NOT NULL,
    seed bigint NOT NULL,
    step_limit bigint NOT NULL,
    account_id uuid NOT NULL,
    create_time timestamp with time zone NOT NULL,
    claim_id uuid,
    claim_end_time timestamp with time zone,
    claim_count smallint DEFAULT 0 NOT NULL,
    roster_version bigint,
    problem_text text,
    step_count bigint DEFAULT 0 NOT NULL,
    engine_version integer,
    problem_digest text,
    roster_text text,
    roster_digest text,
    empty_count integer,
    max_load bigint,
    min_load bigint,
    gini double precision,
    exchange_stable boolean,
    highest_load bigint,
    lower_bound bigint,
    bound_reached boolean,
    failure_vi text DEFAULT ''::text NOT NULL,
    failure_en text DEFAULT ''::text NOT NULL,
    finish_time timestamp with time zone,
    CONSTRAINT roster_proposals_claim CHECK ((((state = 'solving'::text) = (claim_id IS NOT NULL)) AND ((claim_id IS NULL) = (claim_end_time IS NULL)))),
    CONSTRAINT roster_proposals_finish CHECK (((finish_time IS NULL) = (state = ANY (ARRAY['queued'::text, 'solving'::text])))),
    CONSTRAINT roster_proposals_solved CHECK (((state <> ALL (ARRAY['solved'::text, 'accepted'::text])) OR ((roster_version IS NOT NULL) AND (problem_text IS NOT NULL) AND (roster_text IS NOT NULL)))),
    CONSTRAINT roster_proposals_state CHECK ((state = ANY (ARRAY['queued'::text, 'solving'::text, 'solved'::text, 'failed'::text, 'cancelled'::text, 'accepted'::text])))
);

CREATE TABLE public.rosters (
    group_id uuid NOT NULL,
    id uuid NOT NULL,
    month date NOT NULL,
    state text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    publish_time timestamp with time zone,
    close_time timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    charter_version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT rosters_month_first CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT rosters_state CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'closed'::text])))
);

CREATE TABLE public.schema_migrations (
    version integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    apply_time timestamp with time zone NOT NULL
);

CREATE TABLE public.sessions (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    device_name text NOT NULL,
    official boolean NOT NULL,
    create_time timestamp with time zone NOT NULL,
    expire_time timestamp with time zone NOT NULL,
    revoke_time timestamp with time zone
);

CREATE TABLE public.shifts (
    group_id uuid NOT NULL,
    id uuid NOT NULL,
    roster_id uuid NOT NULL,
    duty_template_id uuid,
    title text NOT NULL,
    post_id uuid NOT NULL,
    duty_date date NOT NULL,
    start_time timestamp with time zone NOT NULL,
    end_time timestamp with time zone NOT NULL,
    crew_min smallint NOT NULL,
    crew_ideal smallint NOT NULL,
    crew_max smallint NOT NULL,
    leaders_needed smallint NOT NULL,
    importance smallint NOT NULL,
    CONSTRAINT shifts_crew CHECK (((1 <= crew_min) AND (crew_min <= crew_ideal) AND (crew_ideal <= crew_max) AND (crew_max <= 20))),
    CONSTRAINT shifts_times CHECK ((end_time > start_time))
);

CREATE TABLE public.sign_in_codes (
    phone_number text NOT NULL,
    code_key bytea NOT NULL,
    code_hash bytea NOT NULL,
    create_time timestamp with time zone NOT NULL,
    expire_time timestamp with time zone NOT NULL,
    try_count integer DEFAULT 0 NOT NULL
);

CREATE TABLE public.try_counts (
    key text NOT NULL,
    window_start timestamp with time zone NOT NULL,
    try_count integer NOT NULL
);

CREATE TABLE public.wishes (
    group_id uuid NOT NULL,
    member_id uuid NOT NULL,
    duty_template_id uuid NOT NULL,
    score smallint NOT NULL,
    CONSTRAINT wishes_score CHECK ((((score >= '-2'::integer) AND (score <= 2)) AND (score <> 0)))
);

ALTER TABLE ONLY public.absences
    ADD CONSTRAINT absences_pkey PRIMARY KEY (group_id, id);

ALTER TABLE ONLY public.access_entries
    ADD CONSTRAINT access_entries_pkey PRIMARY KEY (group_id, id);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_phone_number UNIQUE (phone_number);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.area_predecessors
    ADD CONSTRAINT area_predecessors_pkey PRIMARY KEY (area_code, predecessor_code);

ALTER TABLE ONLY public.areas
    ADD CONSTRAINT areas_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.charters
    ADD CONSTRAINT charters_pkey PRIMARY KEY (group_id, version);

ALTER TABLE ONLY public.checkpoints
    ADD CONSTRAINT checkpoints_pkey PRIMARY KEY (group_id, id);

ALTER TABLE ONLY public.checkpoints
    ADD CONSTRAINT checkpoints_position UNIQUE (group_id, post_id, "position") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.credit_entries
    ADD CONSTRAINT credit_entries_pkey PRIMARY KEY (group_id, month, member_id);

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_once UNIQUE (group_id, shift_id, member_id);

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_overlap EXCLUDE USING gist (uuid_hash_extended(person_id, (0)::bigint) WITH =, person_id WITH =, tstzrange(start_time, end_time) WITH &&) WHERE ((published AND (NOT closed)));

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_pkey PRIMARY KEY (group_id, id);

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_slot UNIQUE (group_id, shift_id, slot);

ALTER TABLE ONLY public.duty_templates
    ADD CONSTRAINT duty_templates_pkey PRIMARY KEY (group_id, id);

ALTER TABLE ONLY public.groups
    ADD CONSTRAINT groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.households
    ADD CONSTRAINT households_pkey PRIMARY KEY (group_id, id);

ALTER TABLE ONLY public.incident_amendments
    ADD CONSTRAINT incident_amendments_pkey PRIMARY KEY (group_id, incident_id, "position");

ALTER TABLE ONLY public.incident_notifications
    ADD CONSTRAINT incident_notifications_pkey PRIMARY KEY (group_id, incident_id, "position");

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_pkey PRIMARY KEY (group_id, id);

ALTER TABLE ONLY public.member_pairs
    ADD CONSTRAINT member_pairs_pkey PRIMARY KEY (group_id, member_id, other_member_id);

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (group_id, id);

ALTER TABLE ONLY public.offices
    ADD CONSTRAINT offices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT posts_pkey PRIMARY KEY (group_id, id);

ALTER TABLE ONLY public.replays
    ADD CONSTRAINT replays_pkey PRIMARY KEY (account_id, request_id);

ALTER TABLE ONLY public.roster_certificates
    ADD CONSTRAINT roster_certificates_pkey PRIMARY KEY (group_id, roster_id);

ALTER TABLE ONLY public.roster_proposals
    ADD CONSTRAINT roster_proposals_pkey PRIMARY KEY (group_id, id);

ALTER TABLE ONLY public.rosters
    ADD CONSTRAINT rosters_month UNIQUE (group_id, month);

ALTER TABLE ONLY public.rosters
    ADD CONSTRAINT rosters_pkey PRIMARY KEY (group_id, id);

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_token_hash UNIQUE (token_hash);

ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT shifts_copied UNIQUE (group_id, id, start_time, end_time, crew_max);

ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT shifts_pkey PRIMARY KEY (group_id, id);

ALTER TABLE ONLY public.sign_in_codes
    ADD CONSTRAINT sign_in_codes_pkey PRIMARY KEY (phone_number);

ALTER TABLE ONLY public.try_counts
    ADD CONSTRAINT try_counts_pkey PRIMARY KEY (key, window_start);

ALTER TABLE ONLY public.wishes
    ADD CONSTRAINT wishes_pkey PRIMARY KEY (group_id, member_id, duty_template_id);

CREATE INDEX absences_end ON public.absences USING btree (group_id, end_date);

CREATE INDEX absences_member_end ON public.absences USING btree (group_id, member_id, end_date);

CREATE INDEX access_entries_time ON public.access_entries USING btree (group_id, access_time DESC, id DESC);

CREATE INDEX areas_parent_name ON public.areas USING btree (parent_code, name COLLATE "vi-x-icu", code);

CREATE UNIQUE INDEX areas_path ON public.areas USING btree (path text_pattern_ops);

CREATE UNIQUE INDEX duties_cover ON public.duties USING btree (group_id, shift_id, cover_member_id) WHERE (cover_member_id IS NOT NULL);

CREATE INDEX duties_next ON public.duties USING btree (group_id, member_id, start_time, id) WHERE (published AND (NOT closed));

CREATE INDEX duties_start ON public.duties USING btree (group_id, start_time) WHERE published;

CREATE INDEX duty_templates_post_id ON public.duty_templates USING btree (group_id, post_id);

CREATE INDEX groups_area_name ON public.groups USING btree (area_code, name COLLATE "vi-x-icu", id);

CREATE UNIQUE INDEX households_label ON public.households USING btree (group_id, lower(label));

CREATE INDEX households_proxy_member ON public.households USING btree (group_id, proxy_member_id);

CREATE INDEX incidents_observed ON public.incidents USING btree (group_id, observe_time DESC, id DESC);

CREATE INDEX incidents_shift_id ON public.incidents USING btree (group_id, shift_id);

CREATE INDEX members_account_groups ON public.members USING btree (account_id) WHERE (end_time IS NULL);

CREATE INDEX members_household_id ON public.members USING btree (group_id, household_id);

CREATE UNIQUE INDEX members_one_leader ON public.members USING btree (group_id) WHERE ((role = 'leader'::text) AND (end_time IS NULL));

CREATE UNIQUE INDEX members_phone ON public.members USING btree (group_id, account_id) WHERE (end_time IS NULL);

CREATE INDEX members_sort_name ON public.members USING btree (group_id, sort_name, id) WHERE (end_time IS NULL);

CREATE INDEX offices_area_code ON public.offices USING btree (area_code);

CREATE UNIQUE INDEX offices_held ON public.offices USING btree (account_id, role, COALESCE(area_code, ''::text)) WHERE (end_time IS NULL);

CREATE INDEX outbox_over ON public.outbox USING btree (expire_time);

CREATE INDEX outbox_waiting ON public.outbox USING btree (next_time) WHERE (sent_time IS NULL);

CREATE UNIQUE INDEX posts_name ON public.posts USING btree (group_id, lower(name));

CREATE INDEX replays_time ON public.replays USING btree (create_time);

CREATE INDEX roster_proposals_create_time ON public.roster_proposals USING btree (create_time);

CREATE INDEX roster_proposals_queue ON public.roster_proposals USING btree (create_time) WHERE (state = ANY (ARRAY['queued'::text, 'solving'::text]));

CREATE UNIQUE INDEX roster_proposals_running ON public.roster_proposals USING btree (group_id, roster_id) WHERE (state = ANY (ARRAY['queued'::text, 'solving'::text]));

CREATE INDEX rosters_drafts ON public.rosters USING btree (group_id) WHERE (state = 'draft'::text);

CREATE INDEX sessions_account_create ON public.sessions USING btree (account_id, create_time DESC, id DESC);

CREATE INDEX sessions_expire ON public.sessions USING btree (expire_time);

CREATE UNIQUE INDEX shifts_once ON public.shifts USING btree (group_id, duty_template_id, duty_date);

CREATE INDEX shifts_post_id ON public.shifts USING btree (group_id, post_id);

CREATE INDEX shifts_roster_start ON public.shifts USING btree (group_id, roster_id, start_time);

CREATE INDEX shifts_start ON public.shifts USING btree (group_id, start_time);

CREATE INDEX try_counts_window ON public.try_counts USING btree (window_start);

CREATE INDEX wishes_template_id ON public.wishes USING btree (group_id, duty_template_id);

CREATE TRIGGER access_entries_append_only BEFORE UPDATE ON public.access_entries FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER charters_append_only BEFORE UPDATE ON public.charters FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER credit_entries_append_only BEFORE UPDATE ON public.credit_entries FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER incident_amendments_append_only BEFORE UPDATE ON public.incident_amendments FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER incident_notifications_append_only BEFORE UPDATE ON public.incident_notifications FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER incidents_append_only BEFORE UPDATE ON public.incidents FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE ONLY public.absences
    ADD CONSTRAINT absences_member FOREIGN KEY (group_id, member_id) REFERENCES public.members(group_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.access_entries
    ADD CONSTRAINT access_entries_account FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.access_entries
    ADD CONSTRAINT access_entries_group FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.area_predecessors
    ADD CONSTRAINT area_predecessors_area FOREIGN KEY (area_code) REFERENCES public.areas(code) ON DELETE CASCADE;

ALTER TABLE ONLY public.area_predecessors
    ADD CONSTRAINT area_predecessors_predecessor FOREIGN KEY (predecessor_code) REFERENCES public.areas(code) ON DELETE RESTRICT;

ALTER TABLE ONLY public.areas
    ADD CONSTRAINT areas_parent FOREIGN KEY (parent_code) REFERENCES public.areas(code) ON DELETE RESTRICT;

ALTER TABLE ONLY public.charters
    ADD CONSTRAINT charters_account FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.charters
    ADD CONSTRAINT charters_group FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.checkpoints
    ADD CONSTRAINT checkpoints_post FOREIGN KEY (group_id, post_id) REFERENCES public.posts(group_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.credit_entries
    ADD CONSTRAINT credit_entries_member FOREIGN KEY (group_id, member_id) REFERENCES public.members(group_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_cover_member FOREIGN KEY (group_id, cover_member_id) REFERENCES public.members(group_id, id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_member FOREIGN KEY (group_id, member_id) REFERENCES public.members(group_id, id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_shift FOREIGN KEY (group_id, shift_id, start_time, end_time, crew_max) REFERENCES public.shifts(group_id, id, start_time, end_time, crew_max) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY public.duty_templates
    ADD CONSTRAINT duty_templates_group FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.duty_templates
    ADD CONSTRAINT duty_templates_post FOREIGN KEY (group_id, post_id) REFERENCES public.posts(group_id, id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.groups
    ADD CONSTRAINT groups_area FOREIGN KEY (area_code) REFERENCES public.areas(code) ON DELETE RESTRICT;

ALTER TABLE ONLY public.households
    ADD CONSTRAINT households_group FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.households
    ADD CONSTRAINT households_proxy FOREIGN KEY (group_id, proxy_member_id) REFERENCES public.members(group_id, id) ON DELETE SET NULL (proxy_member_id);

ALTER TABLE ONLY public.incident_amendments
    ADD CONSTRAINT incident_amendments_author FOREIGN KEY (group_id, author_member_id) REFERENCES public.members(group_id, id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.incident_amendments
    ADD CONSTRAINT incident_amendments_incident FOREIGN KEY (group_id, incident_id) REFERENCES public.incidents(group_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.incident_notifications
    ADD CONSTRAINT incident_notifications_incident FOREIGN KEY (group_id, incident_id) REFERENCES public.incidents(group_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_author FOREIGN KEY (group_id, author_member_id) REFERENCES public.members(group_id, id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_group FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_shift FOREIGN KEY (group_id, shift_id) REFERENCES public.shifts(group_id, id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.member_pairs
    ADD CONSTRAINT member_pairs_member FOREIGN KEY (group_id, member_id) REFERENCES public.members(group_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.member_pairs
    ADD CONSTRAINT member_pairs_other FOREIGN KEY (group_id, other_member_id) REFERENCES public.members(group_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_account FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_group FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_household FOREIGN KEY (group_id, household_id) REFERENCES public.households(group_id, id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.offices
    ADD CONSTRAINT offices_account FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.offices
    ADD CONSTRAINT offices_area FOREIGN KEY (area_code) REFERENCES public.areas(code) ON DELETE RESTRICT;

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT posts_group FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.replays
    ADD CONSTRAINT replays_account FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roster_certificates
    ADD CONSTRAINT roster_certificates_roster FOREIGN KEY (group_id, roster_id) REFERENCES public.rosters(group_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roster_proposals
    ADD CONSTRAINT roster_proposals_account FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.roster_proposals
    ADD CONSTRAINT roster_proposals_roster FOREIGN KEY (group_id, roster_id) REFERENCES public.rosters(group_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.rosters
    ADD CONSTRAINT rosters_group FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_account FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT shifts_post FOREIGN KEY (group_id, post_id) REFERENCES public.posts(group_id, id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT shifts_roster FOREIGN KEY (group_id, roster_id) REFERENCES public.rosters(group_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT shifts_template FOREIGN KEY (group_id, duty_template_id) REFERENCES public.duty_templates(group_id, id) ON DELETE SET NULL (duty_template_id);

ALTER TABLE ONLY public.wishes
    ADD CONSTRAINT wishes_member FOREIGN KEY (group_id, member_id) REFERENCES public.members(group_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.wishes
    ADD CONSTRAINT wishes_template FOREIGN KEY (group_id, duty_template_id) REFERENCES public.duty_templates(group_id, id) ON DELETE CASCADE;

