import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import type { FieldsRefused, FieldsSaved } from "../../worker/domain/submission/saving-answers.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import {
  fieldValue,
  freshKey,
  openWalk,
  reasonsFor,
  startAgain,
  storedValues,
  type Walk,
} from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk
const start = new Date("2026-10-12T02:00:00Z")

beforeAll(async () => {
  door = await openFrontDoor({ now: start })
  walk = await openWalk(door)
})
beforeEach(async () => {
  door.now = start
  await startAgain(walk)
})
afterAll(() => door.close())

type Answer = Partial<FieldsSaved & FieldsRefused> & { status: number }

async function ownerOf(account: string): Promise<string> {
  const { html } = await walk.form(account)
  const block = /id="filing-data">(.*?)<\/script>/s.exec(html)?.[1] ?? "{}"
  return (JSON.parse(block) as { owner: string }).owner
}

/** Saves fields as the island does: each name with its text and what it replaces. */
async function change(
  account: string,
  changes: Record<string, [was: string, to: string]>,
  { revision = "0", key = freshKey(), owner }: { revision?: string; key?: string; owner?: string } = {},
): Promise<Answer> {
  const client = await door.as(account)
  const fields = Object.entries(changes).flatMap(([name, [was, to]]) => [
    [name, to],
    [`was:${name}`, was],
  ])
  const hidden = { key, revision, owner: owner ?? (await ownerOf(account)) }
  const answer = await client.post(
    paths.saveDraft(walk.slug, walk.open),
    { ...hidden, ...Object.fromEntries(fields) },
    { accept: "application/json" },
  )
  return { ...((await answer.json()) as object), status: answer.status }
}

test("single fields are saved, and what is not named stays", async () => {
  expect(await change("editor", { "v:households": ["", "812"], "r:households": ["", "新交付一栋"] })).toEqual(
    {
      status: 200,
      revision: 1,
      savedAt: "2026-10-12 10:00",
      beside: [],
    },
  )
  expect(await change("editor", { "v:cultural_events": ["", "３"] }, { revision: "1" })).toMatchObject({
    status: 200,
    revision: 2,
  })
  expect(await storedValues(walk, "company")).toEqual({ cultural_events: "3", households: "812" })
  expect(fieldValue(await walk.form("editor"), "r:households")).toBe("新交付一栋")
})

test("two editors merge field by field; who was later is told what stands and by whom", async () => {
  await change("editor", { "v:households": ["", "812"], "v:cultural_events": ["", "3"] })
  const later = await change("manager", { "v:parking_patrols": ["", "9"] }, { revision: "0" })
  expect(later).toMatchObject({ status: 200, revision: 2 })
  expect(later.standing).toEqual({
    "v:households": "812",
    "v:cultural_events": "3",
    "v:parking_patrols": "9",
  })
  expect(later.changedBy).toEqual([expect.stringMatching(/\S/)])
  const own = await change("manager", { "v:parking_patrols": ["9", "10"] }, { revision: "2" })
  expect([own.standing, own.changedBy]).toEqual([undefined, undefined])
})

test("only a field that both changed asks, with both values and the name; nothing of the request is written", async () => {
  await change("editor", { "v:households": ["", "812"], "r:households": ["", "一"] })
  const clash = await change("manager", {
    "v:households": ["", "813"],
    "r:households": ["", "二"],
    "v:parking_patrols": ["", "9"],
  })
  expect(clash).toMatchObject({ status: 409, rule: "value_conflict" })
  const who = { person: expect.stringMatching(/\S/), self: false, at: "2026-10-12 10:00" }
  expect(clash.clashes).toEqual([
    { name: "v:households", now: "812", ...who },
    { name: "r:households", now: "一", ...who },
  ])
  expect(await storedValues(walk, "company")).toEqual({ households: "812" })
  // What it should become already is no clash: the same person in another window, or a lost answer.
  expect((await change("editor", { "v:households": ["", "８12"] })).status).toBe(200)
  const self = await change("editor", { "v:households": ["", "814"] })
  expect(self.clashes).toMatchObject([{ name: "v:households", self: true }])
})

test("two first saves of different fields at once are both kept", async () => {
  const answers = await Promise.all([
    change("editor", { "v:households": ["", "812"] }),
    change("manager", { "v:parking_patrols": ["", "9"] }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await storedValues(walk, "company")).toEqual({ households: "812", parking_patrols: "9" })
})

test("the same request again, when its answer was lost, is written once", async () => {
  const once = { key: freshKey(), owner: await ownerOf("editor") }
  const first = await change("editor", { "v:households": ["", "812"] }, once)
  const again = await change("editor", { "v:households": ["", "812"] }, once)
  expect([again.status, again.revision]).toEqual([200, first.revision])
})

test("what one person typed is not sent by another who has signed in since", async () => {
  const owner = await ownerOf("editor")
  expect(owner).not.toBe(await ownerOf("manager"))
  for (const wrong of [owner, "", `${owner}x`])
    expect(await change("manager", { "v:households": ["", "812"] }, { owner: wrong })).toEqual({
      status: 409,
      rule: "other_person",
    })
  expect(await storedValues(walk, "company")).toEqual({})
})

test("what no draft can hold is told by its field, and closed forms by their rule", async () => {
  const long = await change("editor", {
    "v:households": ["", "9".repeat(65)],
    "r:cultural_events": ["", "长".repeat(1001)],
  })
  expect(long).toEqual({ status: 422, rule: "invalid", held: ["v:households", "r:cultural_events"] })
  expect((await change("editor", { "v:no_such": ["", "1"] })).status).toBe(422)
  expect(await storedValues(walk, "company")).toEqual({})
})

test("sending names what others changed since the sender looked", async () => {
  await change("editor", { "v:households": ["", "812"] })
  await change("manager", { "v:cultural_events": ["", "3"], "r:households": ["", "一"] }, { revision: "1" })
  const check = async (seen: string) => {
    const answer = await (await door.as("editor")).get(
      `${paths.submitCheck(walk.slug, walk.open)}?seen=${seen}`,
    )
    return answer.text()
  }
  const told = await check("1")
  expect(told).toContain("您打开表单之后，别人改过这些")
  expect(told).toMatch(
    /#v-cultural_events">文化活动场次<\/a>：[^<]+（2026-10-12 10:00）.*#v-households">户数（登记）的原因/s,
  )
  expect(await check("0")).not.toContain(">state<")
  for (const seen of ["2", "", "x"]) expect(await check(seen)).not.toContain("别人改过这些")
  // Own changes are no news.
  await change("editor", { "v:households": ["812", "813"] }, { revision: "2" })
  expect(await check("2")).not.toContain("别人改过这些")
  const stale = await walk.submit(reasonsFor(walk), { revision: "1" })
  expect(stale.status).toBe(409)
  expect(stale.words).toContain("您打开表单之后，别人改过这些")
})
