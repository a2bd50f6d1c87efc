import { afterAll, beforeAll, expect, test } from "vitest"
import { demonstrationCommunity } from "../../schema/seed/demonstration/sites.ts"
import { paths } from "../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openProgram, type Program } from "../support/program.ts"
import { openWalk, startAgain, type Walk } from "../support/quarter-forms.ts"
import { programOf } from "../support/told-program.ts"

let door: FrontDoor
let walk: Walk
let program: Program

interface Expected {
  base: number
  bonus: number
  deductions: number
  final: number
  deductionDetail: { code: string; count: number; points: number }[]
  bars: { band: string; short: number; gates: string[] }[]
  indicators: { code: string; alternative: number | null }[]
}

beforeAll(async () => {
  door = await openFrontDoor()
  walk = await openWalk(door)
  program = await openProgram(door, "manager")
  await startAgain(walk)
  await walk.save("editor", walk.before["company"] ?? {})
})
afterAll(() => door.close())

const path = () => paths.apiSubmission(walk.slug, walk.open).replace("/api/v1", "")

/** What page and program are told, side by side. */
async function both() {
  const page = await walk.check()
  const answer = await program.send("POST", `${path()}/check`)
  const { expected } = (await answer.json()) as { expected: Expected }
  const read = ((await (await program.get(path())).json()) as { part: { expected: Expected } }).part.expected
  expect(read).toEqual(expected)
  return { words: page.words, expected }
}

function expectSame(words: string, { base, bonus, deductions, final, bars, indicators }: Expected) {
  const two = (figure: number) => figure.toFixed(2)
  expect(words).toContain(
    `${two(base)} 基础分 · 加分 ${two(bonus)} · 扣分 ${two(deductions)} · 总分 ${two(final)}`,
  )
  for (const { short } of bars.filter((bar) => bar.short > 0)) expect(words).toContain(`总分还差 ${short} 分`)
  const way = indicators.find(({ code }) => code === "WTR-01")?.alternative
  expect(words).toContain(way === null ? "没有一种算法可用" : `取得分最高的第 ${Number(way) + 1} 种：`)
}

test("the check page says base, deductions, band, bars and the way taken as the API does, in time and late", async () => {
  const inTime = await both()
  expectSame(inTime.words, inTime.expected)
  expect(inTime.expected.deductionDetail).toEqual([])
  expect(inTime.words).toContain("目前没有已知的扣分")
  const now = door.now
  door.now = new Date(now.getTime() + 60 * 86_400_000)
  const late = await both()
  expectSame(late.words, late.expected)
  expect(late.expected.deductionDetail).toEqual([{ code: "DED-01", count: 2, points: 1 }])
  expect(late.words).toContain("逾期填报：2 次，扣 1.00 分")
  expect(late.expected.final).toBeCloseTo(inTime.expected.final - 1, 9)
  door.now = now
})

test("a gate that bars a better band is named, and named no more once it is met", async () => {
  const gate = await walk.save("editor", { ...walk.before["company"], "REQ-10": "yes" })
  expect(gate.words).not.toContain("REQ-10")
  const { words, expected } = await both()
  expect(expected.bars[0]?.gates).toContain("REQ-01")
  expect(words).toMatch(/示范候选 ?：[^；]*；必备项没有达到或没有填写：党的工作覆盖/)
  await walk.save("community", walk.before["community"] ?? {})
  const together = await both()
  expectSame(together.words, together.expected)
  expect(together.expected.bars[0]?.gates ?? []).not.toContain("REQ-01")
})

test("others are told no score of the company's values", async () => {
  const community = await programOf(door, `place-${demonstrationCommunity}`, "approver")
  const answer = (await (await community.get(path())).json()) as { part: { expected: unknown } | null }
  expect(answer.part).toMatchObject({ provider: "community", expected: null })
  expect((await walk.check("community")).status).toBe(403)
})
