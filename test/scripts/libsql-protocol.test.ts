import { mkdtempSync, rmSync } from "node:fs"
import { connect as connectSocket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client/http"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type LibsqlServer, startLibsqlServer } from "../../scripts/libsql-server.ts"

type Answer = { baton: string | null; results: unknown[]; code?: string; message?: string }

let folder: string
let server: LibsqlServer

async function send(
  body: string,
  path = "/v3/pipeline",
  headers = {},
): Promise<{ status: number; json: Answer }> {
  const response = await fetch(server.url + path, { method: "POST", body, headers })
  expect(response.headers.get("content-type")).toBe("application/json")
  return { status: response.status, json: (await response.json()) as Answer }
}

function pipeline(requests: unknown[], baton: string | null = null, path?: string) {
  return send(JSON.stringify({ baton, requests }), path)
}

/** The responses of a pipeline that is expected to be served. */
async function results(requests: unknown[]): Promise<unknown[]> {
  const { status, json } = await pipeline([...requests, { type: "close" }])
  expect([status, json.baton]).toEqual([200, null])
  return json.results.slice(0, -1)
}

const execute = (sql: string, more = {}) => ({ type: "execute", stmt: { sql, ...more } })
const ok = (response: unknown) => ({ type: "ok", response })
const failed = (code: string) => ({ type: "error", error: expect.objectContaining({ code }) })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "libsql-"))
  server = await startLibsqlServer({ file: join(folder, "cell.db"), bodyTimeout: 1_500, streamTimeout: 600 })
  await results([execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)")])
})

afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

describe("every request type", () => {
  test.each([
    ["/v2", 200],
    ["/v3", 200],
    ["/health", 200],
    ["/v3-protobuf", 404],
    ["/v3/pipeline", 405],
  ])("GET %s answers %i", async (path, status) => {
    expect((await fetch(server.url + path)).status).toBe(status)
  })

  test.each(["/v2/pipeline", "/v3/pipeline"])(
    "%s: store_sql, close_sql and everything that takes an SQL id",
    async (path) => {
      const { json } = await pipeline(
        [
          { type: "store_sql", sql_id: 3, sql: "SELECT :a AS x" },
          {
            type: "execute",
            stmt: { sql_id: 3, named_args: [{ name: "a", value: { type: "text", value: "v" } }] },
          },
          { type: "describe", sql_id: 3 },
          { type: "store_sql", sql_id: 3, sql: "SELECT 2" },
          { type: "sequence", sql_id: 9 },
          { type: "close_sql", sql_id: 3 },
          { type: "execute", stmt: { sql_id: 3 } },
          { type: "execute", stmt: { sql_id: 3, sql: "SELECT 1" } },
          { type: "get_autocommit" },
          { type: "close" },
          { type: "get_autocommit" },
        ],
        null,
        path,
      )
      const cols = [{ name: "x", decltype: null }]
      const rows = [[{ type: "text", value: "v" }]]
      expect(json).toEqual({
        baton: null,
        base_url: null,
        results: [
          ok({ type: "store_sql" }),
          ok({ type: "execute", result: { cols, rows, affected_row_count: 0, last_insert_rowid: null } }),
          ok({
            type: "describe",
            result: { params: [{ name: ":a" }], cols, is_explain: false, is_readonly: true },
          }),
          failed("SQL_ID_IN_USE"),
          failed("SQL_NOT_FOUND"),
          ok({ type: "close_sql" }),
          failed("SQL_NOT_FOUND"),
          failed("SQL_SOURCE_INVALID"),
          ok({ type: "get_autocommit", is_autocommit: true }),
          ok({ type: "close" }),
          failed("STREAM_CLOSED"),
        ],
      })
    },
  )

  test.each([
    ["INSERT INTO t (a) VALUES (?) RETURNING id", false, false, [null]],
    ["EXPLAIN DELETE FROM t", true, true, []],
    ["BEGIN IMMEDIATE", false, false, []],
    ["COMMIT", false, true, []],
    ["WITH x AS (SELECT @q AS b) SELECT b FROM x, t WHERE t.a = ?3", false, true, ["@q", null, "?3"]],
  ])("describe %s", async (sql, is_explain, is_readonly, names) => {
    const [result] = await results([{ type: "describe", sql }])
    const params = names.map((name) => ({ name }))
    expect(result).toEqual(
      ok({ type: "describe", result: expect.objectContaining({ params, is_explain, is_readonly }) }),
    )
  })

  test("sequence runs many statements, triggers and comments included, and stops at an error", async () => {
    const trigger =
      "CREATE TRIGGER up AFTER INSERT ON s BEGIN UPDATE s SET a = CASE a WHEN 1 THEN 2 ELSE a END; END"
    const [made, count, broken, after, dropped] = await results([
      {
        type: "sequence",
        sql: `CREATE TABLE s (a); ${trigger}; -- done; really\n INSERT INTO s VALUES (1);`,
      },
      execute("SELECT a FROM s"),
      {
        type: "sequence",
        sql: "INSERT INTO s VALUES (3); INSERT INTO missing VALUES (1); INSERT INTO s VALUES (4)",
      },
      execute("SELECT group_concat(a) FROM s"),
      execute(`${trigger.replace("TRIGGER up", "TRIGGER second")};`),
    ])
    expect(made).toEqual(ok({ type: "sequence" }))
    expect(count).toHaveProperty("response.result.rows", [[{ type: "integer", value: "2" }]])
    expect(broken).toEqual(failed("SQLITE_ERROR"))
    expect(after).toHaveProperty("response.result.rows", [[{ type: "text", value: "2,3" }]])
    expect(dropped).toHaveProperty("type", "ok")
  })

  test("batch conditions: ok, error, not, and, or, is_autocommit", async () => {
    const good = { type: "ok", step: 0 }
    const bad = { type: "error", step: 1 }
    const never = { type: "error", step: 0 }
    const steps: [unknown, boolean][] = [
      [good, true],
      [bad, true],
      [never, false],
      [{ type: "not", cond: never }, true],
      [{ type: "and", conds: [good, bad] }, true],
      [{ type: "and", conds: [good, never] }, false],
      [{ type: "and", conds: [] }, true],
      [{ type: "or", conds: [never, bad] }, true],
      [{ type: "or", conds: [] }, false],
      [{ type: "ok", step: 4 }, false],
      [{ type: "error", step: 4 }, false],
      [{ type: "is_autocommit" }, true],
    ]
    const conditional = steps.map(([condition]) => ({
      condition,
      stmt: { sql: "SELECT 1", want_rows: false },
    }))
    const first = [{ stmt: { sql: "SELECT 1" } }, { stmt: { sql: "SELECT broken" } }]
    const [answer] = await results([{ type: "batch", batch: { steps: [...first, ...conditional] } }])
    const { step_results, step_errors } = (answer as { response: { result: Record<string, unknown[]> } })
      .response.result
    expect(step_results!.slice(2).map((result) => result !== null)).toEqual(steps.map(([, runs]) => runs))
    expect(step_errors!.map((error) => error !== null)).toEqual([false, true, ...steps.map(() => false)])
    expect(step_results![2]).toHaveProperty("rows", [])
    const [late] = await results([
      { type: "batch", batch: { steps: [{ ...first[0], condition: { type: "ok", step: 0 } }] } },
    ])
    expect(late).toEqual(failed("BATCH_COND_BAD_STEP"))
  })

  test("blobs are read with and without padding", async () => {
    for (const base64 of ["AQ==", "AQ", ""]) {
      const [answer] = await results([execute("SELECT ?", { args: [{ type: "blob", base64 }] })])
      expect(answer).toHaveProperty("response.result.rows", [
        [{ type: "blob", base64: base64.replace("==", "") }],
      ])
    }
  })
})

describe("bad requests", () => {
  test.each([
    ["nothing", ""],
    ["half JSON", '{"requests":['],
    ["an array", "[]"],
    ["no requests", "{}"],
    ["an unknown request type", '{"requests":[{"type":"fly"}]}'],
    [
      "an unknown value type",
      '{"requests":[{"type":"execute","stmt":{"sql":"SELECT ?","args":[{"type":"date"}]}}]}',
    ],
    ["a boolean value", '{"requests":[{"type":"execute","stmt":{"sql":"SELECT ?","args":[true]}}]}'],
    [
      "65 bits",
      '{"requests":[{"type":"execute","stmt":{"args":[{"type":"integer","value":"9223372036854775808"}]}}]}',
    ],
    ["a numeric SQL text", '{"requests":[{"type":"execute","stmt":{"sql":1}}]}'],
    [
      "an unknown condition",
      '{"requests":[{"type":"batch","batch":{"steps":[{"stmt":{},"condition":{"type":"x"}}]}}]}',
    ],
    [
      "depth",
      `{"requests":[{"type":"batch","batch":{"steps":[{"stmt":{},"condition":${'{"type":"not","cond":'.repeat(5e4)}1${"}".repeat(5e4)}}]}}]}`,
    ],
  ])("400 for %s", async (_, body) => {
    const { status, json } = await send(body)
    expect([status, json.code]).toEqual([400, "HRANA_PROTO_ERROR"])
    expect(json.message).toMatch(/^Malformed request: /)
  })

  test("a baton is unknown when it was never given, was used before or has expired", async () => {
    const forged = await pipeline([], "no-such-baton")
    expect([forged.status, forged.json.code]).toEqual([400, "BATON_UNKNOWN"])
    const first = await pipeline([execute("BEGIN")])
    const second = await pipeline([{ type: "get_autocommit" }], first.json.baton)
    expect(second.json.results).toEqual([ok({ type: "get_autocommit", is_autocommit: false })])
    expect(second.json.baton).not.toBe(first.json.baton)
    expect((await pipeline([], first.json.baton)).status).toBe(400)
    await new Promise((done) => setTimeout(done, 1_000))
    expect((await pipeline([], second.json.baton)).status).toBe(400)
  })

  test("10 MB are refused, and the server goes on", async () => {
    const client = createClient({ url: server.url })
    const big = client.execute({ sql: "SELECT length(?)", args: ["x".repeat(10 * 1024 * 1024)] })
    await expect(big).rejects.toMatchObject({ code: "BODY_TOO_LARGE" })
    const { rows } = await client.execute({
      sql: "SELECT length(?) AS n",
      args: ["x".repeat(7 * 1024 * 1024)],
    })
    expect(rows[0]!["n"]).toBe(7 * 1024 * 1024)
    client.close()
  })

  test("a body of unknown length is refused as soon as it is too long, and cut when it does not end", async () => {
    const chunk = `${(1024 * 1024).toString(16)}\r\n${"x".repeat(1024 * 1024)}\r\n`
    const { answer, sent } = await sendForever(chunk)
    expect(answer).toMatch(/^HTTP\/1.1 413 /)
    expect(sent).toBeLessThan(200)
  })

  test("a body that does not arrive times out", async () => {
    const { answer } = await sendForever("1\r\n{\r\n", 50)
    expect(answer).toMatch(/^HTTP\/1.1 408 [\s\S]*BODY_TIMEOUT/)
  })
})

/** Sends a chunked body without end until the server closes the connection. */
function sendForever(chunk: string, pause = 0): Promise<{ answer: string; sent: number }> {
  return new Promise((resolve) => {
    const socket = connectSocket(server.port, "127.0.0.1")
    let answer = ""
    let sent = 0
    const timer = setInterval(() => {
      if (socket.writableLength < 4 * 1024 * 1024 && socket.write(chunk)) sent += 1
    }, pause)
    socket.write("POST /v2/pipeline HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
    socket.on("data", (data) => {
      answer += data
    })
    socket.on("error", () => undefined)
    socket.on("close", () => {
      clearInterval(timer)
      resolve({ answer, sent })
    })
  })
}

test("an auth token is asked for when one is set", async () => {
  const guarded = await startLibsqlServer({ file: join(folder, "guarded.db"), authToken: "s3cret" })
  for (const [authToken, status] of [
    [undefined, 401],
    ["wrong", 401],
    ["s3cret", 200],
  ] as const) {
    const headers: Record<string, string> = authToken ? { authorization: `Bearer ${authToken}` } : {}
    const response = await fetch(`${guarded.url}/v2/pipeline`, {
      method: "POST",
      body: '{"requests":[]}',
      headers,
    })
    expect(response.status).toBe(status)
  }
  const client = createClient({ url: guarded.url, authToken: "s3cret" })
  expect((await client.execute("SELECT 1 AS one")).rows[0]!["one"]).toBe(1)
  client.close()
  await guarded.close()
})
