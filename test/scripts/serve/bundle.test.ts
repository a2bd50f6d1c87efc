import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { x } from "tar"
import { expect, test } from "vitest"
import { bundle } from "../../../scripts/bundle.ts"

const run = promisify(execFile)
/** A machine with nothing on it but the archive: no Node, no package, no setting. */
const bare = { PATH: "/usr/bin:/bin" }

test("the archive alone makes a city and serves it: its own Node, production packages, nothing built", async () => {
  const folder = mkdtempSync(join(tmpdir(), "shige-bundle-"))
  const archive = await bundle()
  try {
    await x({ file: archive, cwd: folder })
    const [name = ""] = readdirSync(folder)
    const home = join(folder, name)
    for (const tool of ["esbuild", "miniflare", "vitest", "playwright-core"])
      expect(existsSync(join(home, "node_modules", tool)), tool).toBe(false)
    const config = join(folder, "serve.conf")
    const serve = join(home, "serve")
    const answers = [
      "510100",
      "成都市",
      "127.0.0.1",
      "127.0.0.1:0",
      "data",
      "",
      "",
      "chief@city.example",
      "首位",
    ]
    const init = spawn(serve, ["init", "--config", config], { env: bare, cwd: folder })
    init.stdin.end(`${answers.join("\n")}\n`)
    expect(await once(init, "close")).toEqual([0, null])
    expect((await run(serve, ["check", "--config", config], { env: bare })).stdout).toContain("✓")
    const running = spawn(serve, ["--config", config], { env: bare, cwd: folder })
    let output = ""
    for (const stream of [running.stdout, running.stderr])
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString()
      })
    await expect.poll(() => output).toMatch(/已启动.*http/)
    const url = /(http:\/\/\S+)/.exec(output)?.[1]
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    const page = await (await fetch(`${url}/sign-in`)).text()
    const style = /href="(\/assets\/site\.[^"]+)"/.exec(page)?.[1]
    const file = await fetch(`${url}${style}`)
    expect(file.headers.get("cache-control")).toContain("immutable")
    running.kill("SIGTERM")
    expect(await once(running, "close")).toEqual([0, null])
  } finally {
    rmSync(folder, { recursive: true, force: true })
    rmSync(archive, { force: true })
  }
})
