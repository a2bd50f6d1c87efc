/** Bytes that are free on the disk that a runtime of one machine keeps everything on. */
export type FreeDisk = () => Promise<number>

/** Asks the process that started the runtime, which alone sees the disk; null where nobody can say (Cloudflare). */
export function freeDisk(
  binding: { fetch(url: string): Promise<{ text(): Promise<string> }> } | undefined,
): FreeDisk | null {
  if (!binding) return null
  return async () => {
    const bytes = Number(await (await binding.fetch("http://disk/free")).text())
    if (!Number.isFinite(bytes)) throw new Error("the disk's free bytes are no number")
    return bytes
  }
}

/** When the last backup was made (ISO 8601), null when none was. */
export type LastBackup = () => Promise<string | null>

/** Asks the process that makes backups; null where the program makes none itself. */
export function lastBackup(binding: Parameters<typeof freeDisk>[0]): LastBackup | null {
  if (!binding) return null
  return async () => (await (await binding.fetch("http://backups/last")).text()) || null
}
