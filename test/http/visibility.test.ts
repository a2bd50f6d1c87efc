import { afterAll, beforeAll, expect, test } from "vitest"
import { formsOf } from "../../scripts/bench/forms.ts"
import { findPlaces, type Places } from "../../scripts/bench/places.ts"
import { firstDay, previousQuarter, shiftDay } from "../../worker/domain/quarter.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../support/front-door.ts"

let door: FrontDoor
let places: Places
const people: Record<string, Client> = {}

beforeAll(async () => {
  door = await openFrontDoor({ estates: 30 })
  places = await findPlaces(door.cell.url)
  for (const name of ["editor", "community", "street", "district", "city"]) people[name] = await door.as(name)
  people["company-2"] = await door.as(await door.addMember("company-2", "manager"))
})
afterAll(() => door.close())

function person(name: string): Client {
  const found = people[name]
  if (!found) throw new Error(`nobody is ${name}`)
  return found
}

const filing = () => `/filing/${places.open}/${places.slug}`
const verification = () => `/verification/${places.open}/${places.slug}`

/** Sends a form of a page as it stands, with changes. */
async function send(name: string, page: string, end: string, changes: [string, string][] = []) {
  const html = await (await person(name).get(page)).text()
  const form = formsOf(html).find(({ action }) => action.endsWith(end)) ?? formsOf(html).at(-1)
  const fields = new Map([...(form?.fields ?? []), ...changes])
  return person(name).post(`${page.replace(/\/check$/, "")}${end}`, [...fields])
}

/** The company types its part, with a number and a reason that can be told from all others. */
async function fileDraft(households: string, reason: string): Promise<void> {
  const typed: [string, string][] = [
    ...(places.fields["company"] ?? []),
    ["v:households", households],
    ["r:households", reason],
  ]
  expect((await send("editor", filing(), "/draft", typed)).status).toBe(303)
}

async function submitIt(): Promise<void> {
  const check = await (await person("editor").get(`${filing()}/check`)).text()
  const reasons = [...check.matchAll(/name="(r:[\w-]+)"/g)].map(([, name = ""]) => name)
  const changes = reasons
    .filter((name) => name !== "r:households")
    .map((name) => [name, "已核对"] as [string, string])
  const answer = await send("editor", `${filing()}/check`, "/sign-off", changes)
  expect([answer.status, answer.headers.get("location")]).toEqual([303, `${filing()}?done=submitted`])
}

/** Everything that a member can look at about the estate, and the answer to a decision on what was never shown. */
async function allThatIsShown(name: string): Promise<string> {
  const client = person(name)
  const books = [
    `/books/${places.open}`,
    `/books/${places.open}/template.csv`,
    `/books/${places.open}/sending`,
  ]
  const pages = [
    ...books,
    `${filing()}/score`,
    filing(),
    `${filing()}/check`,
    `/filing?quarter=${places.open}`,
    verification(),
  ]
  const lists = ["waiting", "submitted", "returned", "verified"].map(
    (state) => `/verification?quarter=${places.open}&state=${state}`,
  )
  const answers = [...pages, ...lists, `/quarters/${places.open}`].map((path) => client.get(path))
  for (const act of ["findings", "verification", "return"])
    answers.push(
      client.post(`${verification()}/${act}`, {
        key: `visible-${act}`,
        seen: "0|none",
        values: "{}",
        reason: "x",
      }),
    )
  const texts = await Promise.all(answers.map(async (answer) => (await answer).text()))
  return texts.join("\n")
}

const everybodyElse = ["community", "street", "district", "city", "company-2"]
const authorities = ["street", "district", "city"]
/** Numbers and reasons that stand nowhere else in this demonstration. */
const marks = ["9871", "8765", "5432", "6543", "3219", "合并了两栋楼甲", "更正了户数乙"]
/** Those of them that are shown, with or without a thousands separator. */
const marksIn = (shown: string) =>
  marks.filter((mark) => new RegExp(`(?<!\\d)${mark.replace(/^(\d)(\d{3})$/, "$1,?$2")}(?!\\d)`).test(shown))

test("of a draft nobody else sees a value, of the community's part of a draft neither", async () => {
  await fileDraft("9871", "合并了两栋楼甲")
  const part = await (await person("community").get(filing())).text()
  const keys = [...part.matchAll(/name="(v:[\w-]+)"/g)].map(([, name = ""]) => name)
  expect(keys.length).toBeGreaterThan(0)
  const typed = (places.fields["community"] ?? []).filter(([name]) => keys.includes(name))
  expect(keys).toContain("v:volunteer_hours")
  const saved = await send("community", filing(), "/draft", [...typed, ["v:volunteer_hours", "5432"]])
  expect(saved.status).toBe(303)
  expect(marksIn(await allThatIsShown("editor"))).toContain("9871")
  expect(marksIn(await allThatIsShown("community"))).toContain("5432")
  for (const name of everybodyElse) {
    const shown = await allThatIsShown(name)
    expect(marksIn(shown), name).not.toContain("9871")
    expect(marksIn(shown), name).not.toContain("合并了两栋楼甲")
    if (name !== "community") expect(marksIn(shown), name).not.toContain("5432")
  }
  expect(marksIn(await allThatIsShown("editor"))).not.toContain("5432")
  await send("community", filing(), "/draft", typed)
})

test("what is submitted is seen by the authorities of the place and by nobody else", async () => {
  await submitIt()
  for (const name of authorities) {
    const shown = await allThatIsShown(name)
    expect(marksIn(shown), name).toContain("9871")
    expect(marksIn(shown), name).toContain("合并了两栋楼甲")
  }
  expect(marksIn(await allThatIsShown("company-2"))).not.toContain("9871")
})

test("what is typed after a return is not seen before it is submitted again", async () => {
  const returned = await send("street", verification(), "/return", [["reason", "请核对户数。"]])
  expect(returned.status).toBe(303)
  await fileDraft("8765", "更正了户数乙")
  for (const name of authorities) {
    const shown = await allThatIsShown(name)
    expect(marksIn(shown), name).toContain("9871")
    expect(marksIn(shown), name).not.toContain("8765")
    expect(marksIn(shown), name).not.toContain("更正了户数乙")
  }
  await submitIt()
  for (const name of authorities) expect(marksIn(await allThatIsShown(name))).toContain("8765")
})

test("what is withdrawn is out of sight again", async () => {
  expect((await send("editor", filing(), "/withdrawal")).status).toBe(303)
  for (const name of everybodyElse) {
    const shown = await allThatIsShown(name)
    expect(marksIn(shown), name).not.toContain("8765")
    expect(marksIn(shown), name).not.toContain("9871")
  }
})

test("a company that takes over sees nothing that the one before it filed, checked values neither", async () => {
  const before = previousQuarter(places.open)
  const ofQuarter =
    "select s.id from submissions s join estates e on e.id = s.estate_id where e.slug = ? and s.quarter = ?"
  const set = (key: string, value: string) =>
    door.cell.rows(`update "values" set value = ? where key = ? and submission_id in (${ofQuarter})`, [
      value,
      key,
      places.slug,
      before,
    ])
  await set("households", "6543")
  await door.cell.rows(
    `insert or replace into findings (submission_id, filing, level, key, decision, checked_value, reason, member_id, at)
     select s.id, s.filing, 'district', 'parking_violations', 'adjusted', '3219', '清点', 'm', '2026-01-01'
     from submissions s join estates e on e.id = s.estate_id where e.slug = ? and s.quarter = ?`,
    [places.slug, before],
  )
  for (const number of ["6543", "3219"]) expect(marksIn(await allThatIsShown("editor"))).toContain(number)
  const start = firstDay(places.open)
  await door.cell.client.batch(
    [
      {
        sql: "update tenures set to_date = ? where estate_id = (select id from estates where slug = ?)",
        args: [shiftDay(start, -1), places.slug],
      },
      {
        sql: `insert into tenures (id, estate_id, organisation_id, from_date)
              select 'taken-over', id, 'company-2', ? from estates where slug = ?`,
        args: [start, places.slug],
      },
    ],
    "write",
  )
  expect((await person("editor").get(filing())).status).toBe(404)
  const page = await person("company-2").get(filing())
  expect(page.status).toBe(200)
  const shown = await allThatIsShown("company-2")
  for (const number of ["6543", "3219", "8765", "9871"]) expect(marksIn(shown)).not.toContain(number)
  const earlier = await person("company-2").get(`/filing/${before}/${places.slug}`)
  expect(earlier.status).toBe(404)
})
