import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { workingDays } from "../../../worker/gateways/working-days.ts"
import { openServices } from "../../../worker/services.ts"
import { admitObjection } from "../../../worker/usecases/award/admit-objection.ts"
import { decideObjection } from "../../../worker/usecases/award/decide-objection.ts"
import { refuseObjection } from "../../../worker/usecases/award/refuse-objection.ts"
import { type FrontDoor, openFrontDoor, origin, tokenOf } from "../../support/front-door.ts"
import { meanwhile } from "../../support/meanwhile.ts"
import { type NoticeDays, noticeDays } from "../../support/notice-days.ts"
import { freshKey } from "../../support/quarter-forms.ts"
import type { SelectionCourse } from "../../support/selection-course.ts"

let door: FrontDoor
let days: NoticeDays
let course: SelectionCourse
let objectionId: string

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 1 })
  days = noticeDays(door)
  course = await days.onNotice("answers")
  days.later()
  expect((await course.object()).status).toBe(303)
  objectionId = String((await days.objectionsOf(course))[0]?.["id"])
})
afterAll(() => door.close())

const set = (columns: string) =>
  door.cell.rows(`update programmes set ${columns} where id = ?`, [course.programmeId])
const objection = (columns: string) =>
  door.cell.rows(`update objections set ${columns} where id = ?`, [objectionId])

beforeEach(async () => {
  await set("phase = 'notice', stopped_at = null")
  await objection("state = 'received', reply = null, decided_at = null")
})

async function standing(): Promise<string> {
  const tables = ["objections", "shortlists", "notices", "nominations", "audit_events", "writes"]
  return JSON.stringify(await Promise.all(tables.map((table) => door.cell.rows(`select * from ${table}`))))
}

const reply = "经核对，数据属实。"
const answers = {
  admission: { from: "received", fields: {} },
  refusal: { from: "received", fields: { reply } },
  decision: { from: "admitted", fields: { decision: "rejected", reply } },
} as const
type Form = keyof typeof answers
const forms = Object.keys(answers) as Form[]

/** Sends a form as it would have stood on the page. */
async function answer(form: Form) {
  const [row] = await door.cell.rows("select revision from objections where id = ?", [objectionId])
  const path = `${paths.objectionCase("answers", objectionId)}/${form}`
  return course.post("secretary", path, { revision: String(row?.["revision"]), ...answers[form].fields })
}

/** The context of somebody of the desk, as a request has it. */
async function contextOf(account: string) {
  const services = openServices(new Request(origin), door.bindings, () => door.now)
  const actor = await services?.findActor(tokenOf((await door.as(account)).cookie))
  if (!services || !actor) throw new Error(`${account} is not signed in`)
  return { services, actor, ctx: services.contextFor(actor) }
}

test("of two answers at once one is taken; who was later is told who did what", async () => {
  const [mine, theirs] = [await contextOf("secretary"), await contextOf("secretary2")]
  const [row] = await door.cell.rows("select revision from objections where id = ?", [objectionId])
  const revision = Number(row?.["revision"])
  const admitted = () => admitObjection(theirs.ctx, "answers", objectionId, { key: freshKey(), revision })
  const typed = { key: freshKey(), revision, reply }
  await expect(
    refuseObjection(meanwhile(mine.ctx, admitted), "answers", objectionId, typed),
  ).rejects.toMatchObject({
    code: "stale",
    faster: { action: "objection.admit", person: theirs.actor.name, fields: ["state"] },
  })
  const kept = await door.cell.rows("select state, reply, revision from objections where id = ?", [
    objectionId,
  ])
  expect(kept).toEqual([{ state: "admitted", reply: null, revision: revision + 1 }])
})

test("the desk says where holidays on the way to the due day are not known yet", async () => {
  const page = async () => (await course.page("secretary", paths.objectionCase("answers", objectionId))).words
  const [kept] = await door.cell.rows("select reply_due_day d from objections where id = ?", [objectionId])
  expect(await page()).not.toContain("放假安排还没有公布")
  const { known } = workingDays
  await objection(`reply_due_day = '${known.to + 1}-01-05'`)
  expect(await page()).toContain(`${known.to + 1} 年的放假安排还没有公布`)
  await objection(`reply_due_day = '${kept?.["d"]}'`)
})

describe.each(forms)("the %s of an objection", (form) => {
  test.each(["draft", "open", "screening", "review", "shortlist", "archived"])(
    "is refused while the programme is at %s, and nothing is written",
    async (phase) => {
      await objection(`state = '${answers[form].from}'`)
      await set(`phase = '${phase}'`)
      const before = await standing()
      expect((await answer(form)).status).toBe(409)
      expect(await standing()).toBe(before)
    },
  )

  test("is refused once the programme was stopped", async () => {
    await objection(`state = '${answers[form].from}'`)
    await set("stopped_at = '2026-10-08'")
    const before = await standing()
    expect((await answer(form)).status).toBe(409)
    expect(await standing()).toBe(before)
  })

  test.each(["notice", "decided"])("is taken at %s", async (phase) => {
    await objection(`state = '${answers[form].from}'`)
    await set(`phase = '${phase}'`)
    expect((await answer(form)).status).toBe(303)
    const [row] = await door.cell.rows("select state from objections where id = ?", [objectionId])
    expect(row?.["state"]).toBe(
      { admission: "admitted", refusal: "inadmissible", decision: "rejected" }[form],
    )
  })

  test.each(
    ["received", "admitted", "inadmissible", "upheld", "rejected"].filter(
      (state) => state !== answers[form].from,
    ),
  )("is refused of one that is %s", async (state) => {
    // Deciding needs one that was admitted, the other two one that nobody has looked at.
    await objection(`state = '${state}'`)
    const before = await standing()
    expect((await answer(form)).status).toBe(409)
    expect(await standing()).toBe(before)
  })

  test.each([
    ["the programme goes on", () => set("phase = 'decided'")],
    ["the programme is stopped", () => set("stopped_at = '2026-10-08'")],
    ["somebody else answers", () => objection("revision = revision + 1")],
  ])("is refused when, between reading and writing, %s", async (_, happens) => {
    await objection(`state = '${answers[form].from}'`)
    const services = openServices(new Request(origin), door.bindings, () => door.now)
    const actor = await services?.findActor(tokenOf((await door.as("secretary")).cookie))
    if (!services || !actor) throw new Error("the secretary is not signed in")
    let before = ""
    const ctx = meanwhile(services.contextFor(actor), async () => {
      await happens()
      before = await standing()
    })
    const [row] = await door.cell.rows("select revision from objections where id = ?", [objectionId])
    const typed = { key: freshKey(), revision: Number(row?.["revision"]), reply }
    const asked = { slug: "answers", objectionId }
    const act = {
      admission: () => admitObjection(ctx, asked.slug, objectionId, typed),
      refusal: () => refuseObjection(ctx, asked.slug, objectionId, typed),
      decision: () => decideObjection(ctx, services.awards, { ...asked, decision: "rejected" }, typed),
    }[form]
    await expect(act()).rejects.toMatchObject({ code: "stale" })
    expect(await standing()).toBe(before)
  })
})
