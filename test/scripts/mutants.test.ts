import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, test } from "vitest"
import { drawFaults } from "../../scripts/mutants/draw.ts"
import { readEquivalents } from "../../scripts/mutants/equivalents.ts"
import { resultLines } from "../../scripts/mutants/report.ts"
import { faultsOf, openSession, type Session } from "../../scripts/mutants/session.ts"

const packages = fileURLToPath(new URL("../../node_modules", import.meta.url))
const root = mkdtempSync(join(tmpdir(), "shige-small-project-"))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

const rule = `export type Role = "editor" | "viewer"

/** Whether somebody may edit on a day. */
export function mayEdit(role: Role, day: number): boolean {
  if (day > 20) throw new Error("closed")
  return role === "editor"
}

export function sum(until: number): number {
  let total = 0
  for (let n = 0; n < until; n = n + 1) total = total + n
  while (total - until > 1000) total = total - 1000
  return total
}

export function neverAsked(name: string | null): number {
  if (name === null) throw new Error("no name")
  return name.length
}

export function unseen(count: number): string {
  if (count > 5) return "many"
  return "few"
}
`

const tests = `import { expect, test } from "vitest"
import { mayEdit, sum } from "../../worker/domain/rule.ts"

test("editors edit until the 19th, and on the 21st nobody does", () => {
  expect(mayEdit("editor", 19)).toBe(true)
  expect(mayEdit("viewer", 19)).toBe(false)
  expect(() => mayEdit("editor", 21)).toThrow("closed")
})
test("a sum is small", () => {
  expect(sum(100)).toBe(950)
})
`

const otherTests = `import { expect, test } from "vitest"
import { unseen } from "../../worker/domain/rule.ts"

test("many are called so", () => {
  expect(unseen(6).length).toBeGreaterThan(0)
})
`

let session: Session

beforeAll(async () => {
  symlinkSync(packages, join(root, "node_modules"), "dir")
  write("worker/domain/rule.ts", rule)
  write("test/domain/rule.test.ts", tests)
  write("test/domain/unseen.test.ts", otherTests)
  write("test/vitest.config.ts", "export default { test: { env: {}, expect: {}, projects: [] } }")
  write("tsconfig.json", '{ "compilerOptions": { "strict": true, "noEmit": true } }')
  session = await openSession({ root, workers: 1, fresh: true, say: () => {} })
})

afterAll(async () => {
  await session?.close()
  rmSync(root, { recursive: true, force: true })
})

const known = (inside: string, operator: string) => {
  const fault = session.faults.find((one) => one.inside === inside && one.operator === operator)
  if (!fault) throw new Error(`no ${operator} in ${inside}`)
  return fault
}

async function endOf(inside: string, operator: string) {
  const [outcome] = await session.tryAll([known(inside, operator)], () => {})
  return outcome
}

test("a fault in a guard that a test asks for is caught, and the test is named", async () => {
  const end = await endOf("mayEdit", "drop a guard")
  expect(end).toMatchObject({ by: "test", file: "test/domain/rule.test.ts" })
  expect(end?.how).toContain("on the 21st nobody does")
})

test("a bound that no test stands on survives", async () => {
  const end = await endOf("mayEdit", "move a comparison")
  expect(end?.by).toBe("nobody")
  expect(end?.how).toContain("no test executes it so that it makes a difference")
})

test("a fault that tests execute and do not look at survives", async () => {
  const end = await endOf("unseen", "drop a guard")
  expect(end?.by).toBe("nobody")
  expect(end?.how).toContain("green")
})

test("a fault that is asked about after another was caught is judged by its own run", async () => {
  await endOf("mayEdit", "exchange a value")
  const [first, ...others] = session.faults.filter(({ inside }) => inside === "unseen")
  expect(others.length).toBeGreaterThan(0)
  const outcomes = await session.tryAll([first!, ...others], () => {})
  expect(outcomes.map(({ by }) => by)).toEqual(outcomes.map(() => "nobody"))
})

test("a fault that makes a loop endless is caught without waiting for its end", async () => {
  const endless = session.faults.find(({ before }) => before === "total - 1000")
  const [end] = await session.tryAll([endless!], () => {})
  expect(end?.by).toBe("test")
  expect(end?.how).toContain("the fault was met")
})

test("what no test executes and the type checker refuses is caught by it", async () => {
  const end = await endOf("neverAsked", "drop a guard")
  expect(end).toMatchObject({ by: "types" })
})

test("words are exchanged within the list that has them", () => {
  expect(known("mayEdit", "exchange a value")).toMatchObject({
    before: 'role === "editor"',
    after: 'role === "viewer"',
  })
})

test("a fault keeps its id when lines move, and the same seed draws the same", () => {
  const ids = session.faults.map(({ id }) => id)
  const draw = (seed: number) => drawFaults(session.faults, seed, 6).map(({ id }) => id)
  expect(draw(1)).toEqual(draw(1))
  expect(draw(1)).not.toEqual(draw(2))
  expect(new Set(draw(1)).size).toBe(6)
  write("worker/domain/rule.ts", `\n\n${rule}`)
  expect(faultsOf(root).map(({ id }) => id)).toEqual(ids)
})

test("survivors are printed with their code, and the share that was caught", async () => {
  const drawn = [
    known("mayEdit", "drop a guard"),
    known("unseen", "drop a guard"),
    known("sum", "turn a sign"),
  ]
  const [equivalent] = drawn.slice(2)
  const tried = drawn.slice(0, 2)
  const outcomes = await session.tryAll(tried, () => {})
  const { lines, share } = resultLines({
    seed: 7,
    drawn,
    equivalent: [equivalent!],
    reasons: new Map([[equivalent!.id, "nobody sees it"]]),
    pairs: tried.map((fault, index) => ({ fault, outcome: outcomes[index]! })),
    population: session.faults,
    seconds: 1,
  })
  expect(share).toBe(0.5)
  const text = lines.join("\n")
  expect(text).toContain("worker/domain/rule.ts:22  drop a guard, in unseen")
  expect(text).toContain('- if (count > 5) return "many"')
  expect(text).not.toContain("in mayEdit")
  expect(text).toContain("equivalent: nobody sees it")
  expect(text).toContain("caught 1 of 2: 50.0 %")
})

test("an equivalent fault needs a reason", () => {
  const entry = { id: "1", file: "a.ts", operator: "drop a term", inside: "f", before: "a", after: "b" }
  write("list.json", JSON.stringify([{ ...entry, reason: " " }]))
  expect(() => readEquivalents(join(root, "list.json"))).toThrow("has no reason")
  const own = fileURLToPath(new URL("../../scripts/mutants/equivalents.json", import.meta.url))
  expect(() => readEquivalents(own)).not.toThrow()
})
