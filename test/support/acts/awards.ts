import { paths } from "../../../web/paths.ts"
import { systemServices } from "../../../worker/services.ts"
import { recheckAwards } from "../../../worker/usecases/award/recheck-awards.ts"
import { fixtureRules } from "../fixture-rules.ts"
import { type Fixture, openSelection } from "../selection-fixture.ts"
import type { Acts, Stage } from "./stage.ts"

const slug = "zou-cha-gong-shi"
const shortlist = paths.selectionPart(slug, "shortlist")
const notice = paths.selectionPart(slug, "notice")
const awardsDesk = paths.selectionPart(slug, "awards")
let made: Fixture

async function objection({ door }: Stage, number: number): Promise<string> {
  const sql = "select id from objections where programme_id = ? and number = ?"
  const [row] = await door.cell.rows(sql, [made.programmeId, number])
  return paths.objectionCase(slug, String(row?.["id"]))
}

async function object(stage: Stage, candidate: number): Promise<void> {
  stage.names.add("异议人乙")
  await stage.visitor().submit(paths.objection(slug), "/objection", {
    nominationId: made.nominations[candidate]?.id ?? "",
    kind: "named",
    name: "异议人乙",
    contact: "yi@example.org",
    text: "与事实不符。",
  })
}

/** One programme from its reviews to a certificate that is taken back. */
export const awards: Acts = {
  "award/freeze-shortlist": {
    actions: ["shortlist.freeze"],
    async perform({ door, person }) {
      const categories = [{ code: "A", title: "综合示范", places: 2, quotas: [] }]
      // Judges who were walked before have interests by now: here the released score alone counts.
      const review = { ...fixtureRules().review, judgesShare: 0 }
      made = await openSelection(door, { slug, phase: "review", nominated: 3, rules: { categories, review } })
      await (await person("secretary")).submit(shortlist, "/shortlist")
    },
  },
  "award/open-notice": {
    actions: ["notice.open"],
    perform: async ({ person }) => (await person("secretary")).submit(notice, "/notice"),
  },
  "award/file-objection": {
    actions: ["objection.file"],
    async perform(stage) {
      // The public reader looks again after five seconds.
      stage.moveTo(new Date(stage.door.now.getTime() + 60_000))
      await object(stage, 0)
      await object(stage, 0)
    },
  },
  "award/admit-objection": {
    actions: ["objection.admit"],
    perform: async (stage) =>
      (await stage.person("secretary")).submit(await objection(stage, 1), "/admission"),
  },
  "award/refuse-objection": {
    actions: ["objection.refuse"],
    perform: async (stage) =>
      (await stage.person("secretary")).submit(await objection(stage, 2), "/refusal", {
        reply: "与规则无关。",
      }),
  },
  "award/decide-objection": {
    actions: ["objection.decide"],
    perform: async (stage) =>
      (await stage.person("secretary")).submit(await objection(stage, 1), "/decision", {
        decision: "upheld",
        reply: "经查属实。",
      }),
  },
  "award/close-notice": {
    actions: ["notice.close"],
    async perform(stage) {
      stage.moveTo(new Date(stage.door.now.getTime() + 10 * 86_400_000))
      await (await stage.person("secretary")).submit(notice, "/closing")
    },
  },
  "award/award-candidates": {
    actions: ["award.grant"],
    async perform({ person }) {
      await (await person("secretary")).submit(notice, "/closing")
      await (await person("chair")).submit(awardsDesk, "/awards")
    },
  },
  "award/recheck-awards": {
    actions: ["award.recheck"],
    async perform(stage) {
      const { door } = stage
      const at = new Date(door.now.getTime() + 1000).toISOString()
      await door.cell.client.execute({ sql: "update publications set published_at = ?", args: [at] })
      const { recheck } = systemServices({ ...door.bindings }, "recheck-awards", "510100")
      await recheckAwards(stage.job("recheck-awards"), recheck)
    },
  },
  "award/revoke-award": {
    actions: ["award.revoke"],
    async perform({ door, person }) {
      const [row] = await door.cell.rows("select id from awards where programme_id = ?", [made.programmeId])
      const page = paths.award(slug, String(row?.["id"]))
      await (await person("chair")).submit(page, "/revocation", { reason: "材料不实。", confirmed: "yes" })
    },
  },
}
