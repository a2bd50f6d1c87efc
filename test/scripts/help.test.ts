import { execFile } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"

const root = fileURLToPath(new URL("../..", import.meta.url))
const commands: Record<string, string> = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts

/** What a command prints on standard output; fails unless it ends with 0. */
function output(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((done, fail) =>
    execFile(process.execPath, [join(root, "scripts/run.mjs"), ...args], { cwd }, (error, stdout, stderr) =>
      error ? fail(new Error(`${args.join(" ")}: ${stderr}`)) : done(stdout),
    ),
  )
}

test("package.json has the commands that are asked below", () => {
  expect(Object.keys(commands).length).toBeGreaterThan(14)
  for (const command of Object.values(commands)) expect(command).toMatch(/^node scripts\/run\.mjs [a-z-]+/)
})

test.each(Object.entries(commands))(
  "npm run %s -- --help says how it is called and does nothing",
  async (name, command) => {
    const folder = mkdtempSync(join(tmpdir(), "shige-help-"))
    const said = await output([...command.split(" ").slice(2), "--help"], folder)
    expect(said.split("\n")[0]).toMatch(new RegExp(`^npm (run )?(--silent )?${name}( |$)`))
    expect(said.trim().split("\n").length).toBeGreaterThan(1)
    expect(readdirSync(folder)).toEqual([])
  },
  120_000,
)
