import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { afterAll, beforeEach, describe, expect, test } from "vitest"
import { readCityPlaces } from "../../schema/seed/places/read-city-places.ts"
import { addLocalCity } from "../../scripts/cell/local-city.ts"
import { prepareCity } from "../../scripts/cell/prepare-city.ts"
import { readCity } from "../../scripts/cell/request.ts"
import { addToSettings, readSettings } from "../../scripts/cell/settings.ts"
import { startLibsqlServer } from "../../scripts/libsql-server.ts"
import { addedCities } from "../../scripts/start/cells.ts"
import { passwords } from "../../worker/gateways/password.ts"

const folder = mkdtempSync(join(tmpdir(), "shige-cell-command-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const now = new Date("2026-11-23T02:00:00Z")
const mianyang = readCity("510700", "绵阳市", ["mianyang.example"])
const chengdu = readCity("510100", "成都市", ["chengdu.example"])
const operator = { email: "ops@mianyang.example", name: "运营员" }

describe("wrangler.toml", () => {
  const real = readFileSync("wrangler.toml", "utf8")
  const both = addToSettings(addToSettings(real, chengdu), mianyang)

  test("a city is one changed line; every other line stays", () => {
    expect(readSettings(both)).toEqual({ single: "510100", hosts: [], cities: [chengdu, mianyang] })
    const others = both.split("\n").filter((line) => !line.startsWith("CELLS"))
    expect(others).toEqual(real.split("\n"))
    expect(addToSettings(both, mianyang)).toBe(both)
  })

  test("comments and quotes are kept, and more hosts are added", () => {
    const toml = `[vars] # ours\nCELLS = ${JSON.stringify(JSON.stringify([chengdu]))} # cities\n\n[assets]\nCELLS = 1`
    const after = addToSettings(toml, { ...chengdu, hosts: ["www.chengdu.example"] })
    expect(after).toContain('"hosts":["chengdu.example","www.chengdu.example"]')
    expect(after).toMatch(/' # cities\n\n\[assets\]\nCELLS = 1$/)
    const quoted = addToSettings(after, { ...mianyang, name: "Mianyang's" })
    expect(readSettings(quoted).cities[1]?.name).toBe("Mianyang's")
  })

  test.each<[string, () => string, string]>([
    ["a second city before the first has a host", () => addToSettings(real, mianyang), "Say its hosts first"],
    ["another name", () => addToSettings(both, { ...mianyang, name: "绵阳" }), "is called 绵阳市 already"],
    [
      "another city's host",
      () => addToSettings(both, { ...mianyang, hosts: ["chengdu.example"] }),
      "served for 成都市",
    ],
    ["a list that is none", () => addToSettings("[vars]\nCELLS = 'x'", mianyang), "is no list of cities"],
    [
      "a list on several lines",
      () => addToSettings("[vars]\nCELLS = '''\n[]'''", mianyang),
      "a string on one line",
    ],
    ["a file without variables", () => addToSettings("name = 'x'", mianyang), "no table [vars]"],
  ])("%s is refused with a sentence", (_, act, words) => expect(act).toThrow(words))
})

test("a code, a name and a host that are none are refused with a sentence", () => {
  expect(() => readCity("510104", "锦江区", ["a.example"])).toThrow("--code: the code of a city")
  expect(() => readCity("510700", " ", ["a.example"])).toThrow("--name")
  for (const host of ["http://a.example", "a.example:80", "a/b", "a b", "", "a@b", "*.example"])
    expect(() => readCity("510700", "绵阳市", [host]), host).toThrow("--host")
  expect(readCity("510700", "绵阳市", ["绵阳.Example."]).hosts).toEqual(["xn--7o0az98b.example"])
})

describe("a file of places", () => {
  const good = [
    "\uFEFF510703\t涪城区",
    "510771\t绵阳高新区\t功能区",
    "510703001\t城厢街道",
    "510703002\t普明街道\t510771\r",
    "510703001001\t警钟街社区",
    "",
  ]

  test("becomes the city's places, parents first", () => {
    const places = readCityPlaces(good.join("\n"), mianyang)
    expect(places.map(({ code, kind, parentCode, zoneCode }) => [code, kind, parentCode, zoneCode])).toEqual([
      ["510700", "city", null, null],
      ["510703", "county", "510700", null],
      ["510771", "functional_zone", "510700", null],
      ["510703001", "street", "510703", null],
      ["510703002", "street", "510703", "510771"],
      ["510703001001", "community", "510703001", null],
    ])
  })

  test.each([
    ["51070\tx", "line 6: “51070” is no code"],
    ["510104\t锦江区", "510104 is no place in 510700"],
    ["510700\t绵阳市", "510700 is no place in 510700"],
    ["510704\t", "510704 has no proper name"],
    ["510704\t游\u0007仙区", "510704 has no proper name"],
    ["510703\t涪城区", "510703 stands in the file twice"],
    ["510704001\t某街道", "510704001 has no county 510704 above it"],
    ["510771001\t某街道", "510771001 has no county 510771 above it"],
    ["510703003001\t某社区", "510703003001 has no street 510703003 above it"],
    ["510703003\t某街道\t510703", "“510703” is no functional zone"],
  ])("%j is refused", (line, words) => {
    const text = [...good.slice(0, 5), line].join("\n")
    expect(() => readCityPlaces(text, mianyang)).toThrow(words)
  })

  test("of faults only the first are told", () => {
    const text = Array.from({ length: 30 }, (_, at) => `${at}\tx`).join("\n")
    expect(() => readCityPlaces(text, mianyang)).toThrow(/line 10: .*\n… and 20 more$/)
  })
})

describe("a database", () => {
  const places = readCityPlaces("510703\t涪城区", mianyang)

  test("gets tables, places, the edition and its first operator; again it changes nothing", async () => {
    const server = await startLibsqlServer({ file: join(folder, "deployed.db") })
    const city = { url: server.url, code: "510700", name: "绵阳市", places, operator }
    const made = await prepareCity(city, now)
    expect(made).toMatchObject({ places: 2 })
    const client = createClient({ url: server.url })
    const { rows } = await client.execute(
      `select (select group_concat(code) from places) as places, (select count(*) from editions) as editions,
        (select role from members) as role, (select password_hash from credentials) as hash`,
    )
    expect(rows[0]).toMatchObject({ places: "510700,510703", editions: 1, role: "operator" })
    expect(await passwords.verify(String(rows[0]?.["hash"]), made.password ?? "")).toBe(true)
    expect(await prepareCity(city, now)).toEqual({ migrations: 0, places: 0, password: null })
    await expect(
      prepareCity({ ...city, operator: { ...operator, email: "x@y.example" } }, now),
    ).rejects.toThrow("has users already")
    await expect(prepareCity({ ...city, code: "510100", name: "成都市" }, now)).rejects.toThrow(
      "the database of 绵阳市 (510700), not of 成都市",
    )
    await expect(prepareCity({ ...city, name: "绵阳" }, now)).rejects.toThrow("calls the city 绵阳市")
    client.close()
    await server.close()
  })
})

describe("a data folder", () => {
  let data: string
  beforeEach(() => {
    data = mkdtempSync(join(folder, "data-"))
  })
  const places = readCityPlaces("", mianyang)
  const local = readCity("510700", "绵阳市", ["mianyang.localhost"])

  test("gets a city of its own, once", async () => {
    expect((await addLocalCity(data, local, { places, operator }, now)).password).not.toBeNull()
    expect((await addLocalCity(data, local, { places, operator }, now)).password).toBeNull()
    const hosts = ["my.localhost"]
    await addLocalCity(data, { ...local, hosts }, { places }, now)
    expect(await addedCities(data)).toEqual([{ ...local, hosts: ["mianyang.localhost", "my.localhost"] }])
  })

  test.each<[string, Partial<typeof local>, string]>([
    ["the main city", { code: "510100" }, "main city of every data folder"],
    ["a host of elsewhere", { hosts: ["mianyang.example"] }, "ends in .localhost"],
    ["the main city's host", { hosts: ["localhost"] }, "ends in .localhost"],
  ])("%s is refused", async (_, change, words) => {
    await expect(addLocalCity(data, { ...local, ...change }, { places }, now)).rejects.toThrow(words)
    expect(existsSync(join(data, "cells"))).toBe(false)
  })

  test("a host of another city, and another name, are refused; the first stays", async () => {
    await addLocalCity(data, local, { places }, now)
    const other = { ...local, code: "510600", name: "德阳市" }
    await expect(addLocalCity(data, other, { places }, now)).rejects.toThrow("served for 绵阳市")
    await expect(addLocalCity(data, { ...local, name: "绵阳" }, { places }, now)).rejects.toThrow("is called")
    expect(await addedCities(data)).toEqual([local])
  })
})

test("the command says what it did and what remains, and how it is used", () => {
  const settings = join(folder, "wrangler.toml")
  writeFileSync(settings, readFileSync("wrangler.toml", "utf8"))
  const run = (...args: string[]) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ["scripts/cell.ts", ...args], {
      encoding: "utf8",
    })
    return { status, output: stdout + stderr }
  }
  const add = (code: string, name: string, host: string, ...more: string[]) =>
    run("add", "--settings", settings, "--code", code, "--name", name, "--host", host, ...more)
  expect(add("510100", "成都市", "chengdu.example").output).toMatch(/secret put AUTH_SECRET\n/)
  const second = add("510700", "绵阳市", "mianyang.example")
  expect(second).toMatchObject({ status: 0, output: expect.stringContaining("put LIBSQL_URL_510700") })
  expect(second.output).not.toMatch(/LIBSQL_URL\n/)
  expect(run("list", "--settings", settings).output).toBe(
    "510100  成都市  chengdu.example\n510700  绵阳市  mianyang.example\n",
  )
  expect(run("add", "--code", "510700")).toMatchObject({
    status: 1,
    output: expect.stringContaining("npm run cell -- add"),
  })
})
