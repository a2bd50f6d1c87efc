import { afterAll, beforeAll, expect, test } from "vitest"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openWalk, submitAgain, type Walk } from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk

beforeAll(async () => {
  door = await openFrontDoor()
  walk = await openWalk(door)
  await submitAgain(walk)
})
afterAll(() => door.close())

/** Keys of the rows of a page in their order, with what the row is. */
const rowsOf = (html: string) =>
  [...html.matchAll(/<li class="(vmark|value-row)([^"]*)" id="row-([^"]+)"/g)].map(([, kind, more, key]) => ({
    key: key ?? "",
    kind: kind === "vmark" ? `mark${more?.includes("--hard") ? " hard" : ""}` : more ? "same" : "changed",
  }))

test("what lets nothing pass stands first, then marks by the points at stake, then what changed; the rest is folded", async () => {
  await walk.save("community", { ...walk.before["community"], observers: "12", volunteer_families: "19999" })
  const { html, words } = await walk.desk("street")
  const rows = rowsOf(html)
  const order = ["mark hard", "mark", "changed", "same"]
  const kinds = rows.map(({ kind }) => order.indexOf(kind))
  expect(kinds).toEqual([...kinds].sort((a, b) => a - b))
  expect(new Set(kinds).size).toBe(4)
  expect(rows[0]).toEqual({ key: "volunteer_families", kind: "mark hard" })
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
  const marks = html.slice(html.indexOf('class="vmark-list"'), html.indexOf('id="changed"'))
  const ofCard = marks.split(/<li class="vmark /).length
  expect(ofCard).toBeLessThan(rows.length)
  const stakes = marks
    .split('<li class="vmark')
    .map((card) => Math.max(...[...card.matchAll(/关系到 ([\d.]+) 分/g)].map(([, points]) => Number(points))))
  const soft = stakes.slice(1 + kinds.filter((kind) => kind === 0).length)
  expect(soft).toEqual([...soft].sort((a, b) => b - a))
  const fold = html.slice(html.indexOf('<details class="verify-group fold-group">'))
  expect(fold.match(/value-row--same/g)?.length).toBe(kinds.filter((kind) => kind === 3).length)
  expect(words).toMatch(/没有变化 \d+ 项/)
})

test("the last eight quarters stand beside a value as a line, and in words", async () => {
  const { html } = await walk.desk("street")
  const row = html.slice(html.indexOf('id="row-observers"'))
  const told = /aria-label="最近 8 季（最后是本季）：([^"]*)"/.exec(row)?.[1]?.split("、") ?? []
  expect(told).toHaveLength(8)
  expect(told.at(-1)).toBe("12")
  const stored = await door.cell.rows(
    `select v.value from "values" v join submissions s on s.id = v.submission_id join estates e on e.id = s.estate_id
     where e.slug = ? and v.key = 'observers' and s.state = 'verified' and s.quarter < ? order by s.quarter`,
    [walk.slug, walk.open],
  )
  const known = told.slice(0, -1).filter((one) => one !== "未报送")
  expect(stored.map(({ value }) => String(value)).slice(-7)).toEqual(known)
})

test("the browser is told what it needs to count points while decisions are typed; without decisions to type nothing", async () => {
  const street = await walk.desk("street")
  const block = /<script type="application\/json" id="verification-data">([\s\S]*?)<\/script>/.exec(
    street.html,
  )
  const live = JSON.parse(block?.[1] ?? "{}")
  expect(live.composed.find(([key]: [string]) => key === "observers")?.[1]).toMatchObject({
    value: 12,
    adjusted: false,
  })
  expect(street.words).toContain("到通过按钮，回车确认")
  expect((await walk.desk("district")).html).not.toContain("verification-data")
  expect((await walk.desk("city")).html).not.toContain("verification-data")
})
