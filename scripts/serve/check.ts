import { statfs } from "node:fs/promises"
import { createServer } from "node:net"
import { join } from "node:path"
import { holderOf } from "../start/lock.ts"
import { lastBackup } from "./backup/made.ts"
import { openCertificate } from "./certificate.ts"
import type { Configuration } from "./configuration.ts"
import { openFolder, requireDisk } from "./folder.ts"

/** One thing that was looked at: what is wrong with it, or null. */
export interface Finding {
  what: string
  /** A fault keeps it from starting; a warning does not. */
  fault: string | null
  warning?: string
}

const DAY_MS = 24 * 60 * 60 * 1000

async function finding(
  what: string,
  look: () => Promise<string | undefined> | string | undefined,
): Promise<Finding> {
  try {
    const warning = await look()
    return { what, fault: null, warning }
  } catch (error) {
    return { what, fault: (error as Error).message }
  }
}

function requireFree({ host, port }: { host: string; port: number }): Promise<void> {
  const probe = createServer()
  return new Promise((free, fail) => {
    probe.once("error", (error: NodeJS.ErrnoException) =>
      fail(new Error(`${host}:${port} 不能用 · cannot be used (${error.code})`)),
    )
    probe.listen(port, host, () => probe.close(() => free()))
  })
}

/** What a certificate's end means now. Throws for one that has ended. */
export function certificateWarning(until: Date, now: Date): string | undefined {
  const days = Math.floor((until.getTime() - now.getTime()) / DAY_MS)
  const day = until.toISOString().slice(0, 10)
  if (until <= now)
    throw new Error(`证书已于 ${day} 过期，请换新 · the certificate expired on ${day}: renew it`)
  if (days < 14) return `证书将于 ${day} 过期 · the certificate expires on ${day}`
  return undefined
}

/** Looks at everything that a start stands on, and changes nothing. */
export async function check(configuration: Configuration, now: Date): Promise<Finding[]> {
  const { settings, data } = configuration
  const { TLS_CERTIFICATE: certificate, TLS_KEY: key } = settings
  return [
    await finding(`数据目录 · folder ${data}`, async () => {
      await openFolder(configuration)
      requireDisk(data, await statfs(data))
      const holder = await holderOf(join(data, "lock"))
      return holder === null ? undefined : `正由进程 ${holder} 使用 · in use by process ${holder}`
    }),
    await finding("监听地址 · LISTEN", async () => {
      if ((await holderOf(join(data, "lock"))) === null) await requireFree(settings.LISTEN)
      return undefined
    }),
    await finding("证书 · certificate", () =>
      certificate && key
        ? certificateWarning(openCertificate(certificate, key, () => {}).until(), now)
        : settings.TRUSTED_PROXIES.length > 0
          ? undefined
          : "没有 TLS，也没有受信任的代理 · no TLS and no trusted proxy: only *.localhost can sign in",
    ),
    await finding("备份 · backup", async () => {
      if (!settings.BACKUP_FOLDER) return "没有备份目录 · no BACKUP_FOLDER: no backup is made"
      if (!settings.BACKUP_RECIPIENT) return "备份不加密 · no BACKUP_RECIPIENT: backups are not sealed"
      const last = await lastBackup(settings.BACKUP_FOLDER)
      return last ? undefined : "还没有备份 · none was made yet"
    }),
    await finding("邮件 · letters", () =>
      settings.SMTP_URL === undefined
        ? "没有邮件服务器，邮件会一直等待 · no SMTP_URL: letters wait"
        : undefined,
    ),
  ]
}
