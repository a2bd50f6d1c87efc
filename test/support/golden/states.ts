import { phases } from "../../../worker/domain/selection/phases.ts"

/** A noun's states: what puts the row that an address names there, as SQL with the address's parameters by name. */
export interface Axis {
  noun: string
  /** Addresses with all parameters of one of these lists have it. */
  of: readonly (readonly string[])[]
  /** Only addresses that match, where a parameter's name is used for several nouns. */
  at?: RegExp
  states: Record<string, readonly string[]>
}

const at = "'2024-01-02T00:00:00.000Z'"
const past = "'2020-01-01T00:00:00.000Z'"

/** Where nothing has been filed yet, the estate's company has. */
const submission = (state: string) => [
  `insert into submissions (id, estate_id, quarter, organisation_id, state, revision, filing)
   select 'golden-submission', e.id, :quarter, t.organisation_id, '${state}', 1, 1 from estates e
   join tenures t on t.estate_id = e.id and t.to_date is null where e.slug = :slug
   on conflict (estate_id, quarter) do update set state = excluded.state`,
  // What is no draft has been filed: its values stand under a number.
  `insert or ignore into "values" (submission_id, provider, filing, key, value, reason)
   select v.submission_id, v.provider, 1, v.key, v.value, v.reason from "values" v
   join submissions s on s.id = v.submission_id join estates e on e.id = s.estate_id
   where e.slug = :slug and s.quarter = :quarter and s.filing = 0 and s.state <> 'draft' and v.provider = 'company'`,
  `update submissions set filing = 1 where filing = 0 and state <> 'draft' and quarter = :quarter
   and estate_id = (select id from estates where slug = :slug)`,
]
const inState = (names: readonly string[], set: (name: string) => string[]) =>
  Object.fromEntries(names.map((name) => [name, set(name)]))

/** A release of the quarter beside what stands: the last one of another period, copied. */
const release = (state: string, stage: string) =>
  `insert into releases (id, period, number, state, stage, edition_id, engine_version, estate_count, progress, requested_by,
     requested_at, heartbeat_at, instance_id)
   select 'golden-release', :quarter, 9, '${state}', '${stage}', edition_id, engine_version, estate_count, progress,
     requested_by, requested_at, heartbeat_at, 'golden' from releases limit 1`
const correcting = `insert into corrections (id, quarter, estate_id, release_id, reason, opened_by, opened_at)
  select 'golden-correction', :quarter, id, 'golden-release', 'x', 'x', ${at} from estates where slug = :slug`
const closing = `insert or ignore into closings (quarter, place_code, closed_at, member_id)
  select :quarter, code, ${at}, 'x' from places where kind in ('county', 'functional_zone')`

/** The programme of an address, however it is named there. */
const ofProgramme = `id in (
  select id from programmes where slug = :programme
  union select programme_id from nominations where id = :nominationId
  union select programme_id from judges where id = :judgeId
  union select programme_id from assignments where id = :assignmentId
  union select n.programme_id from attachments a join nominations n on n.id = a.nomination_id where a.id = :attachmentId)`
const ofJudge = "id = :judgeId or id = (select judge_id from assignments where id = :assignmentId)"
const ofNomination = `id = :nominationId or blind_code = :blindCode
  or id = (select nomination_id from assignments where id = :assignmentId)
  or id = (select nomination_id from attachments where id = :attachmentId)`
const programme = (set: string) => [`update programmes set ${set} where ${ofProgramme}`]
const judge = (set: string) => [`update judges set ${set} where ${ofJudge}`]
const nomination = (set: string) => [`update nominations set ${set} where ${ofNomination}`]
const notice = (set: string) => [
  `update notices set ${set} where programme_id = (select id from programmes where slug = :programme)`,
]
const invitation = (set: string) => [`update invitations set ${set}`]
const member = (set: string) => [`update members set ${set} where id in (:memberId, :editorId)`]
const estate = (set: string) => [`update estates set ${set} where slug = :slug`]

/** Every noun whose state a rule looks at. What an address does not name is put into the state as a whole. */
export const axes: readonly Axis[] = [
  {
    noun: "submission",
    of: [["quarter", "slug"]],
    states: inState(["draft", "submitted", "returned", "street_verified", "verified"], submission),
  },
  {
    noun: "quarter",
    of: [["quarter"]],
    states: {
      "past its deadline": ["update quarters set deadline_day = '2020-01-01' where quarter = :quarter"],
      "all districts closed": [closing],
      "closed, release running": [closing, release("running", "score")],
      "closed, released": [closing, release("final", "done")],
    },
  },
  {
    noun: "quarter",
    of: [["quarter", "slug"]],
    states: {
      "released, estate in correction": [closing, release("final", "done"), correcting],
      "released, estate in correction, next release running": [
        closing,
        release("final", "done"),
        correcting,
        release("running", "score").replace("golden-release", "golden-next").replace(", 9,", ", 10,"),
      ],
    },
  },
  {
    noun: "programme",
    of: [["programme"], ["nominationId"], ["judgeId"], ["assignmentId"], ["attachmentId"]],
    states: {
      ...inState(phases, (phase) => programme(`phase = '${phase}'`)),
      stopped: programme(`stopped_at = ${at}`),
    },
  },
  {
    noun: "nomination",
    of: [["nominationId"], ["blindCode"], ["assignmentId"], ["attachmentId"]],
    states: {
      draft: nomination("state = 'draft'"),
      "submitted, not screened": nomination("state = 'submitted', screening = null"),
      eligible: nomination("state = 'submitted', screening = 'eligible'"),
      ineligible: nomination("state = 'submitted', screening = 'ineligible'"),
      overridden: nomination("state = 'submitted', screening = 'overridden'"),
      withdrawn: nomination(`state = 'withdrawn', withdrawn_at = ${at}`),
      struck: nomination(`state = 'submitted', struck_at = ${at}`),
    },
  },
  {
    noun: "judge",
    of: [["judgeId"], ["assignmentId"]],
    states: {
      invited: judge("state = 'invited'"),
      accepted: judge("state = 'accepted'"),
      declined: judge("state = 'declined'"),
      removed: judge(`state = 'removed', ended_at = ${at}`),
      "identity not verified": judge("identity_mark = null, identity_verified_at = null"),
      "interests not declared": judge("interests_declared_at = null"),
    },
  },
  {
    noun: "assignment",
    of: [["assignmentId"]],
    states: {
      ended: [`update assignments set ended_at = ${at}, end_reason = 'taken_back' where id = :assignmentId`],
      "review submitted": [
        `insert into reviews (assignment_id, state, updated_at, submitted_at) values (:assignmentId, 'submitted', ${at}, ${at})
         on conflict do update set state = 'submitted', submitted_at = ${at}`,
      ],
    },
  },
  {
    noun: "objection",
    of: [["objectionId"]],
    states: inState(["received", "admitted", "inadmissible", "upheld", "rejected"], (state) => [
      `update objections set state = '${state}' where id = :objectionId`,
    ]),
  },
  {
    noun: "notice",
    of: [["programme"]],
    at: /shortlist|notice|objection|awards/,
    states: {
      "closed by hand": notice(`closed_at = ${at}`),
      "not begun": notice("closed_at = null, from_day = '2999-01-01', to_day = '2999-02-01'"),
      "days over": notice("closed_at = null, from_day = '2020-01-01', to_day = '2020-02-01'"),
    },
  },
  {
    noun: "award",
    of: [["awardId"]],
    states: { revoked: [`update awards set revoked_at = ${at}, revoke_reason = 'x' where id = :awardId`] },
  },
  {
    noun: "correction",
    of: [["correctionId"]],
    states: {
      "taken back": [`update corrections set taken_back_at = ${at} where id = :correctionId`],
      "closed by a release": [
        "update corrections set closed_by = (select id from releases limit 1) where id = :correctionId",
      ],
    },
  },
  {
    noun: "request",
    of: [["requestId"]],
    states: {
      withdrawn: ["update correction_requests set state = 'withdrawn' where id = :requestId"],
      refused: ["update correction_requests set state = 'refused', reply = 'x' where id = :requestId"],
    },
  },
  {
    noun: "estate",
    of: [["slug"]],
    states: {
      "retired long ago": estate("retired_from = '2021-01-01'"),
      "in the register": estate("retired_from = null"),
    },
  },
  {
    noun: "tenure",
    of: [["tenureId"]],
    states: { ended: ["update tenures set to_date = '2024-02-29' where id = :tenureId"] },
  },
  {
    noun: "place",
    of: [["placeCode"]],
    states: {
      retired: ["update places set retired_from = '2021-01-01' where code = :placeCode"],
      "in the register": ["update places set retired_from = null where code = :placeCode"],
    },
  },
  {
    noun: "invitation",
    of: [["invitationId"], ["headInvitationId"], ["editorInvitationId"], ["token"]],
    at: /invitations/,
    states: {
      accepted: invitation(`accepted_at = ${at}`),
      revoked: invitation(`revoked_at = ${at}`),
      expired: invitation(`expires_at = ${past}`),
    },
  },
  {
    noun: "member",
    of: [["memberId"], ["editorId"]],
    states: { ended: member(`ended_at = ${at}`) },
  },
  {
    noun: "key",
    of: [["keyId"]],
    states: {
      revoked: [`update api_keys set revoked_at = ${at}`],
      expired: [`update api_keys set expires_at = ${past}`],
    },
  },
  {
    noun: "attachment",
    of: [["attachmentId"]],
    states: { removed: [`update attachments set removed_at = ${at} where id = :attachmentId`] },
  },
  {
    noun: "evidence",
    of: [["evidenceId"]],
    states: { removed: [`update evidence set removed_at = ${at} where id = :evidenceId`] },
  },
  {
    noun: "organisation",
    of: [["organisationId"]],
    states: {
      leaving: [`update organisations set deletion_requested_at = ${at} where id = :organisationId`],
      deleted: [`update organisations set deleted_at = ${at} where id = :organisationId`],
    },
  },
]

/** States of whoever acts, of every act behind the sign-in. */
export const ofActors: Axis = {
  noun: "whoever acts",
  of: [[]],
  states: {
    "is given no estate": ["update members set limited = 1"],
    "has left": [`update members set ended_at = ${at}`],
    "has no session": ["delete from sessions"],
    "has not passed the second factor": ["update sessions set second_factor_at = null"],
    "is of an organisation that leaves": [`update organisations set deletion_requested_at = ${at}`],
  },
}
