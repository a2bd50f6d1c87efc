import { paths } from "../../../web/paths.ts"
import { type Fixture, openSelection, organiserId } from "../selection-fixture.ts"
import type { Acts, Stage } from "./stage.ts"

const slug = "zou-cha-ping-wei"
let made: Fixture
const judges = paths.selectionPart(slug, "judges")
const assignment = paths.selectionPart(slug, "assignment")

const secretary = ({ person }: Stage) => person("secretary")

/** The judge that an account is in the programme. */
async function judgeOf({ door }: Stage, account: "judge" | "judge-2"): Promise<string> {
  const [row] = await door.cell.rows("select id from judges where programme_id = ? and member_id = ?", [
    made.programmeId,
    `${organiserId}-${account}`,
  ])
  return String(row?.["id"])
}

const invite = async (stage: Stage, account: string) =>
  (await secretary(stage)).submit(judges, "/judges", { memberId: `${organiserId}-${account}` })

/** Two judges, one of whom works for a candidate's company, from their invitation to their candidates and out again. */
export const judging: Acts = {
  "judge/invite-judge": {
    actions: ["judge.invite", "conflict.record"],
    async perform(stage) {
      made = await openSelection(stage.door, { slug, phase: "screening", nominated: 3 })
      const [candidate] = made.nominations
      await stage.door.cell.rows(
        "insert into members (id, user_id, organisation_id, role, created_at) values ('zou-cha-member', ?, ?, 'viewer', '2024-01-01T00:00:00.000Z')",
        [`user-${organiserId}-judge-2`, candidate?.organisationId ?? ""],
      )
      await invite(stage, "judge")
      await invite(stage, "judge-2")
    },
  },
  "judge/answer-invitation": {
    actions: ["judge.answer"],
    perform: async (stage) =>
      (await stage.person("judge")).submit(paths.judge(await judgeOf(stage, "judge")), "/answer", {
        answer: "accepted",
      }),
  },
  "judge/declare-interest": {
    actions: ["judge.declare"],
    async perform(stage) {
      const page = paths.judgeInterests(await judgeOf(stage, "judge"), { kind: "place", q: "510104035" })
      const judge = await stage.person("judge")
      await judge.submit(page, "/interests", { none: "yes" })
      await judge.submit(page, "/interests", { ref: "510104035", note: "王女士住在这里" })
    },
  },
  "judge/verify-identity": {
    actions: ["judge.verify_identity"],
    async perform(stage) {
      const number = "11010519491231002X"
      stage.secrets.add(number)
      const page = paths.judgeAtDesk(slug, await judgeOf(stage, "judge"))
      await (await secretary(stage)).submit(page, "/identity", { kind: "resident_id", number })
    },
  },
  "judge/assign-judges": {
    actions: ["assignment.run"],
    perform: async (stage) => (await secretary(stage)).submit(assignment, "/assignment"),
  },
  "judge/assign-one": {
    actions: ["assignment.give"],
    async perform(stage) {
      const code = made.nominations[0]?.blindCode ?? ""
      const judgeId = await judgeOf(stage, "judge")
      await stage.door.cell.rows("delete from assignments where nomination_id = ?", [
        made.nominations[0]?.id ?? "",
      ])
      await (await secretary(stage)).submit(assignment, "/pairs", { code, judgeId })
    },
  },
  "judge/take-back-assignment": {
    actions: ["assignment.take_back"],
    async perform(stage) {
      const [given] = await stage.door.cell.rows(
        "select id from assignments where nomination_id = ? and ended_at is null",
        [made.nominations[0]?.id ?? ""],
      )
      const page = paths.assignmentPair(slug, String(given?.["id"]))
      await (await secretary(stage)).submit(page, "/removal", { reason: "王女士请求回避" })
    },
  },
  "judge/import-assignments": {
    actions: ["assignment.import"],
    async perform(stage) {
      const other = made.nominations[1]
      await stage.door.cell.rows("delete from assignments where nomination_id = ?", [other?.id ?? ""])
      const file = `盲审编号,评委邮箱\r\n${other?.blindCode},judge@demo.shige.example\r\n`
      await (await secretary(stage)).upload(paths.assignmentFile(slug), file, "/confirmation")
    },
  },
  "judge/remove-judge": {
    actions: ["judge.remove"],
    async perform(stage) {
      const page = paths.judgeAtDesk(slug, await judgeOf(stage, "judge"))
      await (await secretary(stage)).submit(page, "/removal", { reason: "王女士不再参加" })
    },
  },
}
