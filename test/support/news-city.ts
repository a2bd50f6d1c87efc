import { openTestCell, type TestCell } from "./cell.ts"
import { addEstates, addQuarter } from "./cell-rows.ts"
import { addPerson } from "./remind-city.ts"

/** The quarter of the city of news: of two companies, a street, a community, two districts and the city. */
export const newsQuarter = "2026Q3"

/** Opens it. */
export async function openNewsCity(): Promise<TestCell> {
  const cell = await openTestCell({ now: new Date("2026-10-01T02:00:00Z") })
  await addQuarter(cell, newsQuarter, "2026-10-25")
  await addEstates(cell, [
    { slug: "a1" },
    { slug: "a2" },
    { slug: "a3", place: "qingyang" },
    { slug: "b1", company: "company-2" },
    { slug: "late", company: "company-2", since: "2026-10-01", createdAt: "2026-10-01T00:00:00.000Z" },
  ])
  const authorities = [
    ["street", "510104035"],
    ["community", "510104035018"],
    ["jinjiang", "510104"],
    ["qingyang", "510105"],
    ["city", "510100"],
  ]
  for (const [id, place] of authorities)
    await cell.rows(
      `insert into organisations (id, kind, name, place_code, created_at) values (?, 'authority', ?1, ?, '2024-01-02')`,
      [id ?? "", place ?? ""],
    )
  await addPerson(cell, "company-1", { id: "ann" })
  await addPerson(cell, "company-1", { id: "cem", role: "editor", limited: ["id-a1"] })
  await addPerson(cell, "company-1", { id: "dan", role: "viewer" })
  await addPerson(cell, "company-2", { id: "eve" })
  for (const [id = ""] of authorities) await addPerson(cell, id, { id: `of-${id}`, role: "verifier" })
  await addPerson(cell, "street", { id: "reader", role: "viewer" })
  return cell
}

/** Nobody was told of anything, nothing is released or sent, and nothing was opened lately. */
export async function forgetNews(cell: TestCell): Promise<void> {
  for (const table of ["mails", "messages", "writes", "publications", "scorecards", "releases", "closings"])
    await cell.rows(`delete from ${table}`)
  for (const table of ['"values"', "submissions"]) await cell.rows(`delete from ${table}`)
  await cell.rows("update members set ended_at = null")
  // Nothing was opened lately, unless a test says so.
  await cell.rows("update quarters set opened_at = '2026-01-01T00:00:00.000Z', deadline_day = '2026-10-25'")
}

interface Told {
  who: string
  count: string
  estates: { name: string; link?: string; points?: string; band?: { zh: string }; hand?: object }[]
}

/** Whom a letter of a kind went to, and what it names. */
export async function toldOf(cell: TestCell, kind: string): Promise<Told[]> {
  const found = await cell.rows("select user_id, fields from messages where kind = ? order by user_id", [
    kind,
  ])
  return found.map((row) => {
    const { count, estates = [] } = JSON.parse(String(row["fields"]))
    return { who: String(row["user_id"]), count, estates }
  })
}

const line = ({ who, count, estates }: Told) =>
  `${who} ${count}: ${estates
    .map(({ name, band, points, hand }) =>
      [name.replace("小区 ", ""), band?.zh, points, hand && JSON.stringify(hand)].filter(Boolean).join(" "),
    )
    .join(", ")}`

/** The same, a person in a line. */
export const linesOf = async (cell: TestCell, kind: string): Promise<string[]> =>
  (await toldOf(cell, kind)).map(line)
