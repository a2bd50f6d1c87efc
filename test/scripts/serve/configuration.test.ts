import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { readConfiguration } from "../../../scripts/serve/configuration.ts"

const folder = mkdtempSync(join(tmpdir(), "shige-configuration-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const good = ["CELL = 510100", "HOSTS = city.example", `AUTH_SECRET = ${"0".repeat(64)}`]

function read(lines: readonly string[], environment: Record<string, string> = {}, mode = 0o600) {
  const file = join(folder, "serve.conf")
  writeFileSync(file, `${lines.join("\n")}\n`)
  chmodSync(file, mode)
  return readConfiguration(file, environment)
}

/** What is said of a configuration, without the folder. */
function said(lines: readonly string[], environment: Record<string, string> = {}, mode = 0o600): string {
  try {
    read(lines, environment, mode)
  } catch (error) {
    return (error as Error).message.replaceAll(`${folder}/`, "")
  }
  throw new Error("it was taken")
}

test("a good one is read; what is usual stands where nothing is said, folders are beside the file", () => {
  const { settings, data } = read([...good, "# a comment", "", 'CELL_NAME = "成都市"'])
  expect(settings).toMatchObject({ LISTEN: { host: "127.0.0.1", port: 8787 }, CELL_NAME: "成都市" })
  expect(settings.HOSTS).toEqual(["city.example"])
  expect(data).toBe(join(folder, "data"))
})

test("the environment goes before the file, and says everything where there is none", () => {
  expect(read(good, { SHIGE_LISTEN: "[::1]:80" }).settings.LISTEN).toEqual({ host: "::1", port: 80 })
  const all = { SHIGE_CELL: "510100", SHIGE_HOSTS: "city.example", SHIGE_AUTH_SECRET: "0".repeat(64) }
  expect(readConfiguration(null, all).settings.CELL).toBe("510100")
  expect(said(good, { SHIGE_LISTN: "1" })).toMatch(/SHIGE_LISTN LISTN：.*LISTEN/)
})

test.each([
  [
    "an unknown name, with the nearest",
    [...good, "LISTN = 1"],
    /serve\.conf:4 LISTN：.*是否为 LISTEN .*is it LISTEN\?/,
  ],
  ["an unknown name like no other", [...good, "QQ = 1"], /serve\.conf:4 QQ：.*take the line out/],
  ["a missing secret", good.slice(0, 2), /serve\.conf AUTH_SECRET：缺少.*add a line AUTH_SECRET/],
  ["a short secret", [...good.slice(0, 2), "AUTH_SECRET = abc"], /serve\.conf:3 AUTH_SECRET：.*at least 32/],
  ["a name twice", [...good, "CELL = 510700"], /serve\.conf:4 CELL：已在 serve\.conf:1 写过.*keep one/],
  ["a line that is none", [...good, "hello"], /serve\.conf:4 hello：.*write NAME = value/],
  [
    "a port that is none",
    [...good, "LISTEN = 127.0.0.1:99999"],
    /serve\.conf:4 LISTEN：.*an address and a port/,
  ],
  [
    "a host with a scheme",
    [good[0] ?? "", "HOSTS = https://a.example", good[2] ?? ""],
    /:2 HOSTS：.*without scheme/,
  ],
  ["a proxy that is none", [...good, "TRUSTED_PROXIES = 10.0.0.0/99"], /:4 TRUSTED_PROXIES：.*no network/],
  ["a certificate without its key", [...good, "TLS_CERTIFICATE = a.pem"], /TLS_KEY：.*set both or none/],
  ["a mail server without a sender", [...good, "SMTP_URL = smtp://a"], /MAIL_FROM：.*set both or none/],
  [
    "several at once",
    ["CELL = x", "LISTN = 1"],
    /4 处[\s\S]*:1 CELL[\s\S]*HOSTS[\s\S]*AUTH_SECRET[\s\S]*LISTN/,
  ],
])("refused with its line and what to do: %s", (_, lines, words) => {
  expect(said(lines)).toMatch(words)
})

test("secrets that others may read, and a file that is not there", () => {
  expect(said(good, {}, 0o644)).toMatch(/chmod 600/)
  expect(() => readConfiguration(join(folder, "none.conf"), {})).toThrow(/serve -- init/)
})
