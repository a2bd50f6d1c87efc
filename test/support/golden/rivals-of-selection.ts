import type { Rivals } from "./rival-words.ts"

const revision = (table: string) => ({
  "somebody changes it": [`update ${table} set revision = revision + 1 where id = $0.id`],
})
const noMoreDraft = (id: string) => ({
  "it is submitted": [`update nominations set state = 'submitted' where id = ${id}`],
})
const list = (programme: string, number: string) => ({
  "another list is made": [
    `insert into shortlists (programme_id, number, document, hash, member_id, frozen_at)
     values (${programme}, ${number}, '{}', 'x', 'x', 'x')`,
  ],
})
const objected = (state: string) => [
  `insert into objections (id, programme_id, notice_id, nomination_id, number, named, text, state, receipt_hash, received_at,
     reply_due_day)
   select 'rival', programme_id, id, json_extract($0, '$[0]'), 999, 0, 'x', '${state}', 'rival', 'x', '2999-01-01'
   from notices limit 1`,
]
const reviewOf = (assignment: string) =>
  `insert into reviews (assignment_id, state, updated_at, revision) values (${assignment}, 'draft', 'x', 1)
   on conflict do update set revision = revision + 1`

/** The rivals of what is done in a programme. */
export const rivalsOfSelection: Rivals = {
  "programmes.change": revision("programmes"),
  "programmes.during": {
    "it moves on": [
      "update programmes set phase = iif(phase = 'archived', 'draft', 'archived') where id = $0",
    ],
    "it is stopped": ["update programmes set stopped_at = 'x' where id = $0"],
  },
  "programmeArchives.publish": {
    "something new is shown": [
      "update programmes set public_revision = public_revision + 1 where id = $0.programmeId",
    ],
    "another archive is published": [
      `insert into programme_archives (programme_id, number, hash, at, public_revision)
       values ($0.programmeId, $0.number, 'x', 'x', 0)`,
    ],
  },
  "nominations.change": revision("nominations"),
  "nominations.askOverride": {
    "somebody else asks": [
      "insert into overrides (id, nomination_id, reason, asked_by, asked_at) values ('rival', $0.nominationId, 'x', 'x', 'x')",
    ],
    "it is screened again": ["update nominations set screening = 'eligible' where id = $0.nominationId"],
    "it is withdrawn": ["update nominations set state = 'withdrawn' where id = $0.nominationId"],
  },
  "nominations.decideOverride": {
    "somebody decides": ["update overrides set decided_at = 'x' where id = $0"],
    "it is one's own": ["update overrides set asked_by = $1.decidedBy where id = $0"],
  },
  "judges.change": revision("judges"),
  "assignments.addMany": {
    "a judge is removed": ["update judges set state = 'removed' where id = json_extract($0, '$[0].judgeId')"],
    "a candidate withdraws": [
      "update nominations set state = 'withdrawn' where id = json_extract($0, '$[0].nominationId')",
    ],
  },
  "assignments.takeBack": {
    "it ends": ["update assignments set ended_at = 'x', end_reason = 'moved' where id = $0.id"],
    "its judge scores": [reviewOf("$0.id")],
  },
  "attachments.attach": {
    ...noMoreDraft("$0.nominationId"),
    "it gets as many as it may": [
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 100)
       insert into attachments (id, nomination_id, file, name, type, bytes, hash, added_at)
       select 'rival' || i, $0.nominationId, 'rival' || i, 'x', 'image/png', 1, 'x', 'x' from n`,
    ],
  },
  "attachments.expectDraft": noMoreDraft("$0"),
  "attachments.remove": { "it is removed": ["update attachments set removed_at = 'x' where id = $0"] },
  "attachments.forget": {
    "one is put back": ["update attachments set removed_at = null where id = json_extract($0, '$[0]')"],
    "one has gone": ["delete from attachments where id = json_extract($0, '$[0]')"],
  },
  "attachments.redact": {
    "it is removed": ["update attachments set removed_at = 'x' where id = $0.redacts"],
  },
  "reviews.redact": {
    "somebody else does": ["update nominations set redacted_answers = '{}' where id = $0"],
    "it is withdrawn": ["update nominations set state = 'withdrawn' where id = $0"],
  },
  "reviews.save": {
    "the assignment ends": [
      "update assignments set ended_at = 'x', end_reason = 'moved' where id = $0.assignmentId",
    ],
    "the judge is removed": [
      `update judges set state = 'removed' where id = (select judge_id from assignments where id = $0.assignmentId)`,
    ],
    "it is saved elsewhere": [reviewOf("$0.assignmentId")],
  },
  "shortlists.expectField": {
    "a candidate changes": ["update nominations set revision = revision + 1 where programme_id = $0"],
    "a candidate is withdrawn": ["update nominations set state = 'draft' where programme_id = $0"],
    "a candidate is struck": ["update nominations set struck_at = 'x' where programme_id = $0"],
    "a judge is given one": [
      `insert into judges (id, programme_id, member_id, user_id, state, invited_by, invited_at)
       select 'rival', $0, id, 'rival', 'accepted', 'x', 'x' from members limit 1`,
      `insert into assignments (id, programme_id, judge_id, nomination_id, run, assigned_at)
       select 'rival', $0, 'rival', id, 1, 'x' from nominations where programme_id = $0 limit 1`,
    ],
  },
  "shortlists.expectNewest": list("$0", "$1 + 1"),
  "shortlists.add": list("$0.programmeId", "$0.number"),
  "shortlists.strike": { "somebody strikes it": ["update nominations set struck_at = 'x' where id = $0"] },
  "notices.open": {
    "somebody opens one": [
      `insert into notices (id, programme_id, number, shortlist_number, from_day, to_day, working_days, member_id, opened_at)
       values ('rival', $0.programmeId, $0.number, $0.shortlistNumber, $0.fromDay, $0.toDay, 5, 'x', 'x')`,
    ],
  },
  "notices.close": { "somebody closes it": ["update notices set closed_at = 'x' where id = $0"] },
  "objections.file": {
    "the notice is closed": ["update notices set closed_at = 'x' where id = $0.noticeId"],
  },
  "objections.change": revision("objections"),
  "objections.expectNoneOpen": {
    "somebody objects": objected("received"),
    "an objection is admitted": objected("admitted"),
  },
  "awards.change": revision("awards"),
  "retention.remove nomination_drafts": {
    "one is no draft any more": [
      "update nominations set state = 'withdrawn' where id = json_extract($1, '$[0]')",
    ],
  },
  "retention.remove objection_contacts": {
    "one is forgotten": ["update objections set contact = null where id = json_extract($1, '$[0]')"],
  },
  "retention.remove identity_marks": {
    "one is forgotten": ["update judges set identity_mark = null where id = json_extract($1, '$[0]')"],
  },
}
