import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { CannotStart, startApp } from "../../scripts/start/app.ts"
import { templateFolder } from "../support/app-server.ts"

const folder = mkdtempSync(join(tmpdir(), "shige-fit-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test("a folder that does not fit together is not started, is left as it is, and the sentence leads to restore", {
  timeout: 240_000,
}, async () => {
  const template = await templateFolder()
  const faults: [name: string, words: string, spoil: (data: string) => void][] = [
    ["no database", "里没有数据库", (data) => rmSync(join(data, "cell.db"))],
    ["an empty database", "是空的或已损坏", (data) => writeFileSync(join(data, "cell.db"), "")],
    ["another file", "是空的或已损坏", (data) => writeFileSync(join(data, "cell.db"), "x".repeat(9_000))],
    ["no bucket", "里没有发布文件", (data) => rmSync(join(data, "r2"), { recursive: true })],
    ["no secret", "里没有密钥文件", (data) => rmSync(join(data, "secret"))],
  ]
  for (const [name, words, spoil] of faults) {
    const data = join(folder, name)
    cpSync(template, data, { recursive: true })
    spoil(data)
    const refused = await startApp({ data, cron: false }).then(
      async (app) => {
        await app.stop()
        return null
      },
      (error: Error) => error,
    )
    expect(refused, name).toBeInstanceOf(CannotStart)
    expect(refused?.message, name).toContain(words)
    expect(refused?.message, name).toContain("npm run restore -- --from")
  }
})
