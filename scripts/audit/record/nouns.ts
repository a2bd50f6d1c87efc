import { typedMark } from "../../../worker/domain/audit/typed-value.ts"
import { fieldsOf, ids, type Noun, own } from "./noun.ts"
import { closing, quarter } from "./nouns-of-quarters.ts"
import type { Fields } from "./told.ts"

function plain(name: string, table: string, columns: Record<string, string>, more: Partial<Noun> = {}): Noun {
  return {
    name,
    entity: name,
    rows: `select id as subject, ${fieldsOf(columns)} as fields from ${table} where id in ${ids}`,
    told: own(...Object.keys(columns)),
    ...more,
  }
}

const draft = ({ state }: Fields) => state === "draft" || state === null

const submission = plain(
  "submission",
  "submissions",
  {
    state: "state",
    filing: "filing",
    organisationId: "organisation_id",
    firstSubmittedAt: "first_submitted_at",
    submittedAt: "submitted_at",
    streetVerifiedAt: "street_verified_at",
    verifiedAt: "verified_at",
    returnedAt: "returned_at",
    returnedBy: "returned_by",
  },
  {
    others: `select e.*, s.id as about from submissions s join audit_events e
      on e.entity = 'estate' and e.entity_id = s.estate_id and json_extract(e.detail, '$.quarter') = s.quarter
      where s.id in ${ids} and e.action like 'correction.%'`,
    mayGo: draft,
  },
)

/** Names of a submission's own row in its events; everything else in them is a key that somebody typed or checked. */
const rowFields = new Set([
  ...["state", "filing", "organisationId", "returnedBy", "returnReason", "revision"],
  ...[
    "firstSubmittedAt",
    "submittedAt",
    "streetVerifiedAt",
    "verifiedAt",
    "returnedAt",
    "openedAt",
    "takenBackAt",
  ],
])

/** What a provider typed, of the filing that it typed last. */
const value: Noun = {
  name: "value",
  entity: "submission",
  rows: `select v.submission_id || ' ' || v.provider as subject, json_group_object(v.key, v.value) as fields
    from "values" v where v.submission_id in ${ids} and v.filing = (select max(w.filing) from "values" w
      where w.submission_id = v.submission_id and w.provider = v.provider)
    group by v.submission_id, v.provider`,
  told: ({ entity, entityId, detail: { provider }, after }) => {
    const typed = Object.entries(after).filter(([name]) => !rowFields.has(name) && !name.includes("."))
    return entity !== "submission" || typeof provider !== "string" || typed.length === 0
      ? []
      : [{ subject: `${entityId} ${provider}`, fields: Object.fromEntries(typed) }]
  },
  written: typedMark,
  mayGo: () => true,
}

/** What authorities decided on the present filing, whichever level did so last. */
const finding: Noun = {
  name: "finding",
  entity: "submission",
  rows: `select f.submission_id as subject, json_group_object(f.key || '.decision', f.decision) as fields
    from findings f join submissions s on s.id = f.submission_id and s.filing = f.filing
    where f.submission_id in ${ids} and f.at = (select max(g.at) from findings g
      where g.submission_id = f.submission_id and g.filing = f.filing and g.key = f.key)
    group by f.submission_id`,
  told: ({ entity, entityId, after }) => {
    const decided = Object.entries(after).filter(([name]) => name.endsWith(".decision"))
    return entity !== "submission" || decided.length === 0
      ? []
      : [{ subject: entityId, fields: Object.fromEntries(decided) }]
  },
  mayGo: () => true,
}

/** The checked values of these decisions. */
const checked: Noun = {
  ...finding,
  name: "checked value",
  rows: finding.rows.replace(`f.key || '.decision', f.decision`, `f.key || '.checkedValue', f.checked_value`),
  told: ({ entity, entityId, after }) => {
    const decided = Object.entries(after).filter(([name]) => name.endsWith(".checkedValue"))
    return entity !== "submission" || decided.length === 0
      ? []
      : [{ subject: entityId, fields: Object.fromEntries(decided) }]
  },
  written: typedMark,
}

const release = plain(
  "release",
  "releases",
  {
    period: "period",
    state: "state",
    stage: "stage",
    editionId: "edition_id",
    engineVersion: "engine_version",
    manifestHash: "manifest_hash",
  },
  {
    told: (event) => {
      const [told] = own("period", "state", "stage", "editionId", "engineVersion")(event)
      const { manifestHash } = event.detail
      const fields = { ...told?.fields, ...(typeof manifestHash === "string" && { manifestHash }) }
      return [{ subject: event.entityId, fields }]
    },
  },
)

const estate = plain("estate", "estates", {
  name: "name",
  placeCode: "place_code",
  builtYear: "built_year",
  households: "households",
  microGrids: "micro_grids",
  gridWorkers: "grid_workers",
  generalGrids: "general_grids",
  retiredFrom: "retired_from",
})

const nomination = plain(
  "nomination",
  "nominations",
  { state: "state", figuresHash: "figures_hash" },
  { mayGo: draft },
)

const phases: Record<string, string> = {
  "shortlist.freeze": "shortlist",
  "notice.open": "notice",
  "award.grant": "decided",
}

const programme = plain(
  "programme",
  "programmes",
  { phase: "phase", rulesVersion: "rules_version", stoppedAt: "stopped_at", archiveHash: "archive_hash" },
  {
    others: `select e.*, p.id as about from programmes p join audit_events e
      on e.action in ('shortlist.freeze', 'notice.open', 'award.grant') and json_extract(e.detail, '$.programme') = p.slug
      where p.id in ${ids}`,
    told: (event) => {
      const phase = event.about === null ? undefined : phases[event.action]
      if (phase !== undefined) return [{ subject: event.about ?? "", fields: { phase } }]
      return own("phase", "rulesVersion", "stoppedAt", "archiveHash")(event)
    },
  },
)

const shortlist: Noun = {
  name: "shortlist",
  entity: "shortlist",
  rows: `select programme_id || '/' || number as subject, json_object('hash', hash) as fields from shortlists
    where programme_id || '/' || number in ${ids}`,
  told: ({ entityId, detail: { hash } }) =>
    hash === undefined ? [] : [{ subject: entityId, fields: { hash } }],
}

const judge = plain("judge", "judges", { state: "state" })

const review: Noun = {
  name: "review",
  entity: "review",
  rows: `select assignment_id as subject, json_patch(scores, json_object('state', state, 'confidence', confidence,
    'abstained', abstained)) as fields from reviews where assignment_id in ${ids}`,
  told: ({ entityId, after }) => {
    const fields = Object.entries(after).filter(([name]) => name !== "comment")
    return [{ subject: entityId, fields: Object.fromEntries(fields) }]
  },
}

const notice = plain("notice", "notices", {
  fromDay: "from_day",
  toDay: "to_day",
  workingDays: "working_days",
  closed: "closed_at is not null",
})

const objection = plain("objection", "objections", { state: "state" })

const award = plain(
  "award",
  "awards",
  { validFrom: "valid_from", validTo: "valid_to", revoked: "revoked_at is not null", hash: "hash" },
  {
    told: (event) => {
      const [told] = own("validFrom", "validTo", "revoked")(event)
      const { hash } = event.detail
      return [
        { subject: event.entityId, fields: { ...told?.fields, ...(typeof hash === "string" && { hash }) } },
      ]
    },
  },
)

const member = plain("member", "members", { role: "role", endedAt: "ended_at" })

const place: Noun = {
  name: "place",
  entity: "place",
  rows: `select code as subject, ${fieldsOf({ name: "name", retiredFrom: "retired_from" })} as fields
    from places where code in ${ids}`,
  told: own("name", "retiredFrom"),
}

const organisation = plain("organisation", "organisations", {
  kind: "kind",
  uscc: "uscc",
  placeCode: "place_code",
  deletedAt: "deleted_at",
  deletionRequestedAt: "deletion_requested_at",
})

/** Every noun whose rows carry figures or states that events tell. */
export const nouns: readonly Noun[] = [
  submission,
  value,
  finding,
  checked,
  quarter,
  closing,
  release,
  estate,
  place,
  organisation,
  member,
  programme,
  nomination,
  judge,
  review,
  shortlist,
  notice,
  objection,
  award,
]
