import { afterAll, beforeAll, expect, test } from "vitest"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { errorsOf } from "../support/logged-errors.ts"
import { shown } from "../support/quarter-forms.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 3, released: 1 })
})
afterAll(() => door.close())

const put = (key: string, text: string) => door.cell.bucket.put(key, new TextEncoder().encode(text))

async function textOf(key: string): Promise<string> {
  const object = await door.cell.bucket.get(key)
  return new TextDecoder().decode((await object?.arrayBuffer()) ?? new ArrayBuffer())
}

/** The directory of the only release, which its pages cannot do without, and its period. */
async function directory(): Promise<{ period: string; key: string }> {
  const [row] = await door.cell.rows(
    "select period, manifest_hash as hash from releases where state = 'final'",
  )
  const period = String(row?.["period"])
  const folder = `cells/510100/releases/${period}`
  const manifest = JSON.parse(await textOf(`${folder}/${row?.["hash"]}.json`)) as { directory: string }
  return { period, key: `${folder}/${manifest.directory}.json` }
}

test("a file of a release that is gone or damaged: 503 on its pages, and the log names the object", async () => {
  const { period, key } = await directory()
  const whole = await textOf(key)
  const nobody = await door.as(null)
  const bucket = door.cell.bucket as typeof door.cell.bucket & { delete(key: string): Promise<void> }
  for (const harm of [() => bucket.delete(key), () => put(key, "{}")]) {
    await harm()
    const lines = await errorsOf(async () => {
      const page = await nobody.get("/ranking")
      expect(page.status).toBe(503)
      expect(page.headers.get("retry-after")).toBe("300")
      expect((await shown(page)).words).toContain("需要的一个文件现在读不到")
      const api = await nobody.get(`/api/v1/releases/${period}`)
      expect(api.status).toBe(503)
      expect(await api.json()).toMatchObject({ code: "file_lost", status: 503 })
      // What hangs on no file of it is served on.
      expect((await nobody.get("/sign-in")).status).toBe(200)
    })
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(line).toMatchObject({ level: "error", event: "request", file: key })
  }
  await put(key, whole)
  expect((await nobody.get("/ranking")).status).toBe(200)
})
