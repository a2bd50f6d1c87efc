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
