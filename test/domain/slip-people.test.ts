import { expect, test } from "vitest"
import { readSlipPeople } from "../../worker/domain/organisation/slip-people.ts"

const faults = (typed: string) =>
  readSlipPeople(typed).faults.map(({ rule, with: told = {} }) => [
    rule,
    told["line"],
    told["typed"] ?? told["other"],
  ])

test("a fault names what is wrong and the line as it was typed, empty ones counted", () => {
  expect(faults("王芳\n\n李强,138001380\n")).toEqual([["slip_given", 3, "138001380"]])
  expect(faults("\n王芳\n王芳")).toEqual([["slip_twice", 3, 2]])
  expect(faults("王芳,13800138000\n李强,13800138000")).toEqual([["slip_twice", 2, 1]])
  expect(faults("王芳,wangfang\n李强")).toEqual([])
})
