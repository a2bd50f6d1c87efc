import { spawn } from "node:child_process"
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test, vi } from "vitest"

/** A project with nothing but run.mjs, an npm that installs until it is told, and a program that waits for its end. */
async function project() {
  const root = await mkdtemp(join(tmpdir(), "shige-run-"))
  for (const folder of ["scripts", "bin", "node_modules/node/bin"])
    await mkdir(join(root, folder), { recursive: true })
  await cp(join(import.meta.dirname, "../../scripts/run.mjs"), join(root, "scripts/run.mjs"))
  await writeFile(join(root, "package-lock.json"), "{}")
  await symlink(process.execPath, join(root, "node_modules/node/bin/node"))
  const npm = "#!/bin/sh\ntouch installing\nuntil [ -e orphaned ]; do sleep 0.05; done\n"
  await writeFile(join(root, "bin/npm"), npm, { mode: 0o755 })
  await writeFile(
    join(root, "scripts/start.ts"),
    `import { writeFileSync } from "node:fs"
    process.on("SIGTERM", () => { writeFileSync("end", "in order"); process.exit(0) })
    setTimeout(() => process.exit(1), 40_000)`,
  )
  return root
}

test("a start whose npm is killed while it still installs ends in order when it is ready", async () => {
  const root = await project()
  const shell = spawn(
    "sh",
    ["-c", `"${process.execPath}" scripts/run.mjs start & until [ -e installing ]; do sleep 0.05; done`],
    {
      cwd: root,
      stdio: "ignore",
      env: {
        ...process.env,
        PATH: `${join(root, "bin")}:${process.env["PATH"]}`,
        npm_lifecycle_event: "start",
      },
    },
  )
  await new Promise((ended) => shell.once("exit", ended))
  await writeFile(join(root, "orphaned"), "")
  const end = () => readFile(join(root, "end"), "utf8")
  await vi.waitFor(async () => expect(await end()).toBe("in order"), { timeout: 20_000, interval: 50 })
  await rm(root, { recursive: true, force: true })
})
