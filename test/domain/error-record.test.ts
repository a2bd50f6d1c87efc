import { DrizzleQueryError } from "drizzle-orm/errors"
import { expect, test } from "vitest"
import { errorRecord, safeError } from "../../worker/domain/error-record.ts"

const thrown = (act: () => unknown): unknown => {
  try {
    return act()
  } catch (error) {
    return error
  }
}

test("of a failed query the parameters are left out, wherever they stand", () => {
  const cause = new Error("SQLITE_CONSTRAINT: UNIQUE constraint failed: users.email")
  const sql = "insert into users (email, name) values (?, '王小明''s')"
  for (const error of [
    new DrizzleQueryError(sql, ["wang@a.example"], cause),
    new DrizzleQueryError(sql, ["wang@a.example"]),
  ]) {
    const text = JSON.stringify(errorRecord(error))
    expect(text).not.toMatch(/wang|王小明/)
    expect(text).toContain("insert into users")
  }
  expect(errorRecord(new DrizzleQueryError(sql, [], cause)).message).toBe(cause.message)
  expect(safeError(new DrizzleQueryError(sql, ["wang@a.example"], cause)).message).not.toMatch(/wang|王小明/)
})

test("what people typed is left out of messages and stacks", () => {
  const token = "A".repeat(43)
  const errors = [
    thrown(() => JSON.parse('{"name": 王小明}')),
    thrown(() => new URL("wang@a.example")),
    new Error(`no member wang@a.example with ${token}`),
    new Error('the name "王小明" is too long'),
    new Error("outer 王小明 wang@a.example", { cause: new Error("inner") }),
    "王小明",
    { email: "wang@a.example" },
    null,
  ]
  for (const error of errors) expect(JSON.stringify(errorRecord(error))).not.toMatch(/wang|王小明|AAAA/)
})
