import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { differences, type GivenAnswer, operationAt, operationIds } from "../../support/declared-answers.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { openProgram } from "../../support/program.ts"

const place = { method: "GET", path: "/api/v1/key", status: 200, contentType: "application/json" }
const problem = { ...place, status: 403, contentType: "application/problem+json" }
let right: Record<string, unknown>
let refused: Record<string, unknown>
let door: FrontDoor

beforeAll(async () => {
  door = await openFrontDoor({ estates: 5 })
  const program = await openProgram(door, "manager", ["estates:read"])
  right = (await (await program.get("/key")).json()) as Record<string, unknown>
  refused = (await (await program.get("/audit")).json()) as Record<string, unknown>
})
afterAll(() => door.close())

const of = (given: Omit<GivenAnswer, "body">, body: unknown) =>
  differences({ ...given, body: JSON.stringify(body) })

describe("what every answer is held against", () => {
  test("lets through what is declared", () => {
    expect(of(place, right)).toEqual([])
    expect(of(problem, refused)).toEqual([])
  })

  test("finds a key that is not declared, at any depth, and one that is missing", () => {
    expect(of(place, { ...right, more: 1 })).toEqual(["/: must NOT have additional properties (more)"])
    const organisation = { ...(right["organisation"] as object), more: 1 }
    expect(of(place, { ...right, organisation })).toEqual([
      "/organisation: must NOT have additional properties (more)",
    ])
    const { organisation: _, ...less } = right
    expect(of(place, less)).toEqual(["/: must have required property 'organisation'"])
    expect(of(problem, { ...refused, more: 1 })).toEqual(["/: must NOT have additional properties (more)"])
  })

  test("finds a status, a content type and a code that are not declared", () => {
    expect(of({ ...place, status: 201 }, right)).toEqual(["status 201 is not declared"])
    expect(of({ ...place, contentType: "text/html" }, right)).toEqual([
      "content type text/html is not declared for 200",
    ])
    expect(of({ ...place, status: 403 }, refused)).toEqual([
      "content type application/json is not declared for 403",
    ])
    expect(of(problem, { ...refused, code: "not_ended" })).toEqual(["code not_ended is not declared"])
    expect(of(problem, { ...refused, status: 404 })).toEqual(["the problem says 404"])
    expect(differences({ ...place, body: "{" })).toEqual(["the body is no JSON"])
  })

  test("knows the operation of an address, the more particular one first", () => {
    const at = (path: string) => operationAt("GET", `/api/v1${path}`)?.operationId
    expect(["/releases/2026Q2", "/releases/2026Q2.csv", "/releases/2026Q2/1"].map(at)).toEqual([
      "getReleased",
      "getReleasedCsv",
      "getNumberedRelease",
    ])
    expect(at("/nowhere")).toBeUndefined()
    expect(operationIds.length).toBeGreaterThan(70)
  })

  test("throws at the front door, where every test of the API stands", async () => {
    const app = door.app as { fetch: unknown }
    const kept = app.fetch
    app.fetch = () => Response.json({ ...right, more: 1 })
    await expect(door.fetch(new Request("http://localhost:8787/api/v1/key"))).rejects.toThrow("(more)")
    app.fetch = kept
  })
})
