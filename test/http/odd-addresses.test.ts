import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { texts } from "../../web/text/text.ts"
import { nextQuarter } from "../../worker/domain/quarter.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { fileOf } from "../support/list-walk.ts"
import { shown } from "../support/quarter-forms.ts"

const text = texts.zh

let door: FrontDoor
const who = {} as Record<"manager" | "district" | "city" | "operator" | "visitor", Client>

beforeAll(async () => {
  door = await openFrontDoor({ released: 1 })
  for (const name of ["manager", "district", "city", "operator"] as const) who[name] = await door.as(name)
  who.visitor = await door.as(null)
})
afterAll(() => door.close())

/** Pages and files that are narrowed by their address, and who reads them. */
const narrowed: [keyof typeof who, string][] = [
  ...["/filing", "/filing/list.csv", "/filing/trend", "/burden", "/burden/list.csv"].map(
    (path) => ["manager", path] as [keyof typeof who, string],
  ),
  ...[
    "/board",
    "/board/estates",
    "/board/list.csv",
    "/board/parts.csv",
    "/oversight",
    "/oversight/list.csv",
  ].map((path) => ["district", path] as [keyof typeof who, string]),
  ...["/verification", "/verification/list.csv", "/burden", "/deputies"].map(
    (path) => ["district", path] as [keyof typeof who, string],
  ),
  ...["/registry", "/members", "/audit", "/nominations", "/correction-requests"].map(
    (path) => ["city", path] as [keyof typeof who, string],
  ),
  ["operator", "/organisations"],
  ...["/", "/ranking", "/search", "/compare"].map((path) => ["visitor", path] as [keyof typeof who, string]),
]
const names = [
  "q",
  "place",
  "at",
  "company",
  "state",
  "act",
  "district",
  "band",
  "sort",
  "quarter",
  "by",
  "action",
]

describe("an address with anything in it is answered, never by a failure", () => {
  test.each(narrowed)("%s reads %s", async (name, path) => {
    for (const parameter of names)
      for (const odd of [
        // Cut anywhere, one of these would be cut through the last character.
        `x${"😀".repeat(150)}`,
        "😀".repeat(150),
        "9999Q4",
        "0000Q1",
        "constructor",
        "%_'\"<script>",
        "\u0000",
      ]) {
        const answer = await who[name].get(`${path}?${new URLSearchParams({ [parameter]: odd })}`)
        expect([200, 303, 404, 422], `${path} ${parameter}=${odd.slice(0, 12)}`).toContain(answer.status)
        expect(await answer.text()).not.toContain("<script>")
      }
  })
})

test("a quarter that is none is not found, on every page that is of a quarter, rather than answered with another", async () => {
  const ofQuarter: [keyof typeof who, string][] = [
    ["manager", paths.filing()],
    ["manager", paths.burden()],
    ["district", paths.verification()],
    ["district", paths.board()],
    ["district", paths.boardFile()],
    ["district", paths.boardEstates()],
    ["district", paths.oversight()],
    ["district", paths.oversightFile()],
  ]
  for (const [name, path] of ofQuarter)
    for (const [quarter, status] of [
      ["abc", 404],
      ["2026Q5", 404],
      ["9999Q4", 404],
      ["", 200],
      // One that could be and was never opened: only of the queue is nothing known then.
      ["2999Q4", path === paths.verification() ? 404 : 200],
    ] as const)
      expect((await who[name].get(`${path}?quarter=${quarter}`)).status, `${path} ${quarter}`).toBe(status)
})

test("a receipt's number that is none is not found, rather than answered with another receipt", async () => {
  const [row] = await door.cell.rows(
    `select e.slug, s.quarter from receipts r join submissions s on s.id = r.submission_id
     join estates e on e.id = s.estate_id where r.organisation_id = 'company-1' limit 1`,
  )
  const receipt = (filing: string, ending: "" | ".json" = "") =>
    who.manager.get(
      `${paths.receipt(String(row?.["slug"]), String(row?.["quarter"]), ending)}?filing=${filing}`,
    )
  for (const ending of ["", ".json"] as const) {
    for (const odd of ["abc", "-1", "1e3", "1234567", "0"])
      expect((await receipt(odd, ending)).status, odd).toBe(404)
    expect((await receipt("1", ending)).status).toBe(200)
    expect((await receipt("", ending)).status).toBe(200)
  }
})

test("of a quarter that has not been opened no estates are listed, counted or written into a file", async () => {
  const { district } = who
  const next = nextQuarter(nextQuarter(door.openQuarter))
  const page = await shown(await district.get(paths.boardEstates({ quarter: next })))
  expect(page).toMatchObject({ status: 200 })
  expect(page.words).toContain(text.filing.list.notOpen)
  expect(page.words).toContain(text.board.estates.found(text.filing.list.all, 0))
  expect(await fileOf(district, `${paths.listFile("board")}?quarter=${next}`)).toEqual([])
  const [sum, ...parts] = await fileOf(district, paths.boardFile({ quarter: next }))
  expect([sum?.[1], parts]).toEqual(["0", []])
  const opened = await shown(await district.get(paths.boardEstates({ quarter: door.openQuarter })))
  expect(opened.words).not.toContain(text.filing.list.notOpen)
})
