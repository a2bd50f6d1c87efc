import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { judgeInvited } from "../../../worker/domain/selection/letters.ts"
import { writeLetter } from "../../../worker/http/letters.tsx"
import { sendDigests } from "../../../worker/usecases/mail/send-digests.ts"
import { system } from "../../support/cell.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { lettersOf } from "../../support/letters.ts"

const inbox = "http://localhost:8787/desk/inbox"
const reader = "added-company-1-viewer"
const organisationId = "company-1"
/** 07:30 and 08:30 in Chengdu. */
const early = new Date("2026-10-12T23:30:00Z")
const later = new Date("2026-10-13T00:30:00Z")

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 3 })
  await door.addMember(organisationId, "viewer")
})
afterAll(() => door.close())
beforeEach(async () => {
  for (const table of ["mails", "messages", "writes"]) await door.cell.rows(`delete from ${table}`)
  await door.cell.rows("update members set ended_at = null where user_id = ?", [reader])
  door.cell.now = early
})

let number = 0
/** Letters that a sender has kept for the daily one. */
async function held(count: number, programme = "示范小区评选"): Promise<void> {
  const ctx = door.cell.contextFor(system)
  for (let n = 0; n < count; n++)
    await ctx.write({ key: `held-${++number}`, action: "test.act", result: null }, (store) => {
      const to = { userId: reader, organisationId }
      store.mails.send(judgeInvited, to, {
        programme,
        organiser: "社区报",
        link: "http://localhost:8787/judging",
      })
      store.audit.record({
        id: ctx.newId(),
        at: ctx.now(),
        action: "test.act",
        entity: "test",
        entityId: "t",
        detail: {},
      })
    })
  await door.cell.rows("update mails set state = 'digest', sealed = null where kind <> 'digest'")
}
const run = () => sendDigests(door.cell.contextFor(system), inbox)
const states = async () =>
  (await door.cell.rows("select kind, state from mails order by rowid")).map(
    ({ kind, state }) => `${kind} ${state}`,
  )

test("nobody gets it before eight in the morning, and then all that had come until then, in one letter", async () => {
  await held(2)
  expect(await run()).toBe(0)
  door.cell.now = later
  await held(1, "后来的评选")
  expect(await run()).toBe(1)
  expect(await states()).toEqual([
    "judge_invited sent",
    "judge_invited sent",
    "judge_invited digest",
    "digest queued",
  ])
  const [letter] = await lettersOf(door)
  if (!letter) throw new Error("no letter was written")
  expect(letter).toMatchObject({
    to: `${reader}@demo.shige.example`,
    parameters: { count: "2", link: inbox },
  })
  const { text } = writeLetter(letter, null)
  expect(text.match(/邀请您担任“示范小区评选”的评委/g)).toHaveLength(2)
  expect(text).not.toContain("后来的评选")
})

test("once a day, however often it runs and also at the same moment; the next day again", async () => {
  await held(1)
  door.cell.now = later
  await Promise.all([run(), run(), run()])
  await held(1, "第二封")
  expect(await run()).toBe(0)
  expect((await states()).filter((state) => state === "digest queued")).toHaveLength(1)
  door.cell.now = new Date(later.getTime() + 86_400_000)
  expect(await run()).toBe(1)
})

test("who has left gets none, and what was kept for it goes to nobody", async () => {
  await held(2)
  await door.cell.rows("update members set ended_at = '2026-10-12' where user_id = ?", [reader])
  door.cell.now = later
  await run()
  expect(await states()).toEqual(["judge_invited skipped", "judge_invited skipped"])
})

test("without anything kept there is no letter", async () => {
  door.cell.now = later
  expect(await run()).toBe(0)
  expect(await states()).toEqual([])
})
