import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { contentStore } from "../../worker/gateways/content-store.ts"
import { leaveEvent } from "../support/cell-rows.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { errorsOf } from "../support/logged-errors.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 3, released: 1 })
})
afterAll(() => door.close())

const secret = "王小明的电话"

test("a row that does not fit: 500, the log names column and field, nobody is told the value", async () => {
  const [{ slug, former_names: whole } = {}] = await door.cell.rows(
    "select slug, former_names from estates where origin <> 'press' limit 1",
  )
  const set = async (names: unknown) => {
    await door.cell.client.execute({
      sql: "update estates set former_names = ? where slug = ?",
      args: [String(names), String(slug)],
    })
    await leaveEvent(door.cell)
  }
  await set(JSON.stringify(["旧名", { [secret]: secret }]))
  const city = await door.as("city")
  const lines = await errorsOf(async () => {
    const page = await city.get(paths.estateSheet(String(slug)))
    expect(page.status).toBe(500)
    expect(await page.text()).not.toContain(secret)
  })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ level: "error", error: "Unreadable", stored: "estates.former_names → 1" })
  expect(JSON.stringify(lines)).not.toContain(secret)
  await set(whole)
  expect((await city.get(paths.estateSheet(String(slug)))).status).toBe(200)
})

test("an object whose hash is right and whose content does not fit: 500, and the log names object and field", async () => {
  const [row] = await door.cell.rows(
    "select id, period, manifest_hash as hash from releases where state = 'final'",
  )
  const [id, period, whole] = [String(row?.["id"]), String(row?.["period"]), String(row?.["hash"])]
  const files = contentStore(door.cell.bucket, { cell: "510100", folder: "releases" })
  const manifest = await files.get("manifest", period, whole)
  const hash = await files.put(period, { ...manifest, totals: { ...manifest.totals, estates: secret } })
  const set = (now: string) =>
    door.cell.client.execute({ sql: "update releases set manifest_hash = ? where id = ?", args: [now, id] })
  await set(hash)
  const key = `cells/510100/releases/${period}/${hash}.json`
  const nobody = await door.as(null)
  const lines = await errorsOf(async () => {
    const page = await nobody.get("/ranking")
    expect(page.status).toBe(500)
    expect(await page.text()).not.toContain(secret)
    const api = await nobody.get(`/api/v1/releases/${period}`)
    expect(await api.json()).toMatchObject({ status: 500 })
  })
  expect(lines).toHaveLength(2)
  for (const line of lines)
    expect(line).toMatchObject({ error: "Unreadable", stored: `${key} → totals.estates` })
  expect(JSON.stringify(lines)).not.toContain(secret)
  await set(whole)
  expect((await nobody.get(`/api/v1/releases/${period}`)).status).toBe(200)
})
