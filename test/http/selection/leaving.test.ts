import { afterAll, beforeAll, expect, test } from "vitest"
import { deleteDueOrganisations } from "../../../worker/usecases/leaving/delete-organisation.ts"
import { system } from "../../support/cell.ts"
import { exported } from "../../support/exports.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { type Fixture, openSelection } from "../../support/selection-fixture.ts"
import { leaveBehind } from "../../support/selection-leftovers.ts"

let door: FrontDoor
let made: Fixture

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 1 })
  made = await openSelection(door, { phase: "review", nominated: 6, judges: 3, score: () => 70 })
  await leaveBehind(door, "old", door.now.toISOString())
})
afterAll(() => door.close())

const list = (text = "") => JSON.parse(text) as Record<string, unknown>[]
const rows = (sql: string) => door.cell.rows(sql)

test("a company takes its nominations along, and nobody else's", async () => {
  const { files } = await exported(door, await door.as("manager"))
  const mine = made.nominations.filter(({ organisationId }) => organisationId === "company-1")
  const found = list(files.get("nominations.json"))
  expect(found.map(({ id }) => id).sort()).toEqual(
    [...mine.map(({ id }) => id), "old-draft", "old-kept"].sort(),
  )
  expect(found[0]).toMatchObject({ programme: made.slug, state: "submitted", screening: "eligible" })
  expect(found[0]?.["answers"]).toHaveProperty("statement")
  expect(list(files.get("programmes.json")).map(({ slug }) => slug)).toEqual(["old", made.slug])
})

test("an organiser takes its programmes along with what was submitted to them, never a draft", async () => {
  const { files } = await exported(door, await door.as("chair"))
  const found = list(files.get("nominations.json"))
  expect(found).toHaveLength(made.nominations.length + 1)
  expect(found.map(({ id }) => id)).not.toContain("old-draft")
  expect([...files.keys()].join(" ")).not.toContain("estates")
})

test("an organiser that leaves forgets objectors and judges, and keeps what was decided", async () => {
  const at = new Date(door.now.getTime() - 40 * 86_400_000).toISOString()
  await rows(`update organisations set deletion_requested_at = '${at}' where id = 'organiser-1'`)
  await deleteDueOrganisations(door.cell.contextFor(system))
  expect(await rows("select deleted_at from organisations where id = 'organiser-1'")).not.toEqual([
    { deleted_at: null },
  ])
  expect(await rows("select count(*) n from judges where identity_mark is not null")).toEqual([{ n: 0 }])
  expect(await rows("select count(*) n from objections where contact is not null")).toEqual([{ n: 0 }])
  expect(await rows("select count(*) n from reviews")).toEqual([{ n: 18 }])
})

test("a company that leaves takes its drafts with it", async () => {
  const at = new Date(door.now.getTime() - 40 * 86_400_000).toISOString()
  await rows(`update organisations set deletion_requested_at = '${at}' where id = 'company-1'`)
  await deleteDueOrganisations(door.cell.contextFor(system))
  expect(await rows("select id from nominations where state = 'draft'")).toEqual([])
  expect(await rows("select count(*) n from nominations where state = 'submitted'")).toEqual([{ n: 7 }])
})
