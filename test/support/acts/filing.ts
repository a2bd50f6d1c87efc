import { randomUUID } from "node:crypto"
import { demonstrationStreet } from "../../../schema/seed/demonstration/sites.ts"
import { jpegFile } from "../../../scripts/bench/files/attachment-files.ts"
import { paths } from "../../../web/paths.ts"
import { weighSubmissions } from "../../../worker/usecases/submission/weigh-submissions.ts"
import { openProgram } from "../program.ts"
import { answersOn, fieldValue, freshKey, marksOn, reasonsFor, type Shown } from "../quarter-forms.ts"
import { programOf } from "../told-program.ts"
import { extensions } from "./extensions.ts"
import { releasing } from "./releasing.ts"
import { requests } from "./requests.ts"
import type { Acts, Stage } from "./stage.ts"

/** What was answered, refused or not: throws when it was refused. */
async function done(answer: Promise<Shown>): Promise<void> {
  const { status, words } = await answer
  if (status >= 400) throw new Error(words)
}

async function fileAgain({ walk }: Stage): Promise<void> {
  await done(walk.submit({ ...reasonsFor(walk), ...answersOn(await walk.form("editor")) }))
}

/** Saves by the button that leads on to the check. */
async function saveForCheck({ walk }: Stage): Promise<void> {
  const revision = fieldValue(await walk.form("editor"), "revision") ?? ""
  const before = walk.before["company"] ?? {}
  const typed = Object.entries(before).map(([key, text]) => [`v:${key}`, text])
  const confirmed = { "c:all": Object.keys(before).join(" ") }
  const fields = { key: freshKey(), revision, ...confirmed, ...Object.fromEntries(typed) }
  await done(walk.post("editor", paths.submitCheck(walk.slug, walk.open), fields))
}

/** Something done to the file that was added last. */
async function evidencePost(
  { door, walk }: Stage,
  address: typeof paths.evidenceRemoval,
  fields: Record<string, string> = {},
  who = "manager",
): Promise<Shown> {
  const [row] = await door.cell.rows("select id from evidence order by added_at desc, rowid desc limit 1")
  const path = address(walk.slug, walk.open, "ENV-01", String(row?.["id"]))
  return walk.post(who, path, { key: freshKey(), ...fields })
}

/** One estate's quarter, from the draft to the release. */
export const filing: Acts = {
  "quarter/open-quarter": {
    actions: ["quarter.open"],
    perform: async ({ person }) => (await person("city")).submit(paths.quarters(), paths.quarters()),
  },
  "submission/save-draft": {
    actions: ["submission.save"],
    async perform({ walk }) {
      await done(walk.save("editor", walk.before["company"] ?? {}))
      await done(walk.save("community", walk.before["community"] ?? {}))
    },
  },
  "submission/change-values": {
    actions: ["submission.save"],
    async perform({ door, walk, secrets }) {
      const program = await openProgram(door, "manager")
      secrets.add(program.key)
      const path = `/submissions/${walk.open}/${walk.slug}`
      const { part } = (await (await program.get(path)).json()) as {
        part: { values: Record<string, string> }
      }
      const was = part.values["parking_patrols"] ?? ""
      const values = { parking_patrols: { was, value: Number(was) + 1 } }
      const headers = { "idempotency-key": randomUUID() }
      const answer = await program.send("PATCH", `${path}/draft`, { values }, headers)
      if (answer.status >= 400) throw new Error(await answer.text())
    },
  },
  "submission/check-draft": {
    actions: ["submission.check"],
    async perform({ door, walk, secrets }) {
      const program = await openProgram(door, "manager")
      secrets.add(program.key)
      const answer = await program.send("POST", `/submissions/${walk.open}/${walk.slug}/check`)
      if (answer.status >= 400) throw new Error(await answer.text())
    },
  },
  "submission/enter-book": {
    actions: ["submission.save"],
    async perform({ person, walk }) {
      const csv = `编号,parking_patrols\n${walk.slug},17\n`
      const answer = await (await person("editor")).upload(paths.book(walk.open), csv, "/confirmation")
      if (answer.status >= 400) throw new Error(await answer.text())
    },
  },
  "submission/ask": {
    actions: ["submission.ask"],
    perform: async ({ person, walk }) =>
      (await person("manager")).submit(paths.submission(walk.slug, walk.open), "/asking"),
  },
  "evidence/add-evidence": {
    actions: ["evidence.add"],
    async perform({ person, walk, door }) {
      const body = new FormData()
      body.set("key", freshKey())
      body.set("note", "王女士家门前")
      body.append("files", new File([jpegFile()], "王女士.jpg"))
      const path = paths.evidence(walk.slug, walk.open, "ENV-01")
      const { cookie } = await person("manager")
      const answer = await door.withCookie(cookie).send(path, { method: "POST", body })
      if (answer.status !== 303) throw new Error(await answer.text())
    },
  },
  "evidence/describe-evidence": {
    actions: ["evidence.describe"],
    perform: async (stage) =>
      done(evidencePost(stage, paths.evidenceDescription, { note: "3 号地块", side: "before", pair: "2" })),
  },
  "evidence/remove-evidence": {
    actions: ["evidence.remove"],
    perform: async (stage) => done(evidencePost(stage, paths.evidenceRemoval)),
  },
  "submission/submit": {
    actions: ["submission.save", "submission.submit"],
    async perform(stage) {
      await saveForCheck(stage)
      await fileAgain(stage)
    },
  },
  "submission/withdraw": {
    actions: ["submission.withdraw"],
    perform: ({ walk }) => done(walk.withdraw()),
  },
  "submission/send-together": {
    actions: ["submission.submit", "submission.withdraw"],
    async perform({ person, walk }) {
      await (await person("manager")).submit(paths.sendings(walk.open), "/sending")
      await done(walk.withdraw())
    },
  },
  "submission/save-findings": {
    actions: ["submission.save_findings"],
    async perform(stage) {
      await fileAgain(stage)
      const { walk, door, secrets } = stage
      const program = await programOf(door, `place-${demonstrationStreet}`, "approver")
      secrets.add(program.key)
      const path = `/submissions/${walk.open}/${walk.slug}`
      const headers = { "if-match": (await program.get(path)).headers.get("etag") ?? "" }
      const decisions = { households: { decision: "asked", reason: "请王女士核对" } }
      const answer = await program.send("PUT", `${path}/findings`, { decisions }, headers)
      if (answer.status >= 400) throw new Error(await answer.text())
    },
  },
  "submission/weigh-submissions": {
    actions: ["submission.weigh"],
    async perform(stage) {
      // All but the one that the walk has sent were looked through.
      await stage.door.cell.rows(
        `insert into submission_risks select s.id, s.revision,
         (select coalesce(sum(revision), 0) from submission_parts where submission_id = s.id), 0, 0, 0, '2999'
         from submissions s join estates e on e.id = s.estate_id
         where e.slug <> ? and s.state in ('submitted', 'street_verified')`,
        [stage.walk.slug],
      )
      await weighSubmissions(stage.job("weigh-submissions"))
    },
  },
  "submission/verify-together": {
    actions: ["submission.save_findings", "submission.verify_street", "submission.take_back_verification"],
    async perform(stage) {
      const { person, walk } = stage
      await weighSubmissions(stage.job("weigh-submissions"))
      const settled = marksOn(await walk.desk("street"))
      await done(walk.decide("street", "findings", { ...settled, "d:households": "accepted" }))
      const [street, together] = [await person("street"), paths.verifyTogether(walk.open)]
      await street.submit(together, together)
      const page = paths.verifySubmission(walk.slug, walk.open)
      await street.submit(page, "/taking-back", { reason: "请王女士再核对" })
    },
  },
  "submission/change-findings": {
    actions: ["submission.save_findings"],
    async perform({ walk }) {
      const decisions = { "d:households": "asked", "r:households": "请王女士再核对" }
      await done(walk.decide("street", "findings", decisions))
    },
  },
  "submission/preview-decisions": {
    actions: ["submission.preview"],
    perform: ({ walk }) => done(walk.decide("street", "preview", {})),
  },
  "evidence/show-evidence": {
    actions: ["evidence.show", "evidence.hide"],
    async perform(stage) {
      await stage.door.cell.rows("update evidence set removed_at = null")
      await done(evidencePost(stage, paths.evidenceShowing, { masked: "yes" }, "street"))
      await done(evidencePost(stage, paths.evidenceHiding, {}, "street"))
    },
  },
  "submission/return-submission": {
    actions: ["submission.return"],
    perform: ({ walk }) => done(walk.decide("street", "return", { reason: "请联系王女士核对" })),
  },
  ...extensions,
  "submission/verify": {
    actions: ["submission.verify_street", "submission.verify_district"],
    async perform(stage) {
      await fileAgain(stage)
      await done(stage.walk.decide("street", "verification"))
      await done(stage.walk.decide("district", "verification"))
    },
  },
  "submission/take-back-verification": {
    actions: ["submission.take_back_verification"],
    async perform({ person, walk }) {
      const page = paths.verifySubmission(walk.slug, walk.open)
      const district = await person("district")
      await district.submit(page, "/taking-back", { reason: "请王女士再核对" })
      await done(walk.decide("district", "verification"))
    },
  },
  ...releasing,
  ...requests,
  "correction/open-correction": {
    actions: ["correction.open"],
    async perform({ person, walk }) {
      const city = await person("city")
      const typed = { estate: walk.slug, reason: "户数填错了，请王女士按台账更正。", confirmed: "yes" }
      await city.submit(paths.quarter(walk.open), "/corrections", typed)
    },
  },
  "correction/take-back-correction": {
    actions: ["correction.take_back"],
    async perform({ person, walk, ...stage }) {
      stage.moveTo(new Date(stage.door.now.getTime() + 60_000))
      const city = await person("city")
      await city.submit(paths.quarter(walk.open), "/withdrawal")
    },
  },
}
