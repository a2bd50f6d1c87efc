import { type DenialPart, groups } from "./part.ts"

export const leaving: DenialPart = {
  allowed: {
    "GET /organisation/export": groups.heads,
    "POST /organisation/export": groups.heads,
    "GET /organisation/export/:exportId": groups.heads,
    "GET /organisation/deletion": groups.heads,
    "POST /organisation/deletion": ["company manager", "organiser chair", "platform operator"],
    "POST /organisation/deletion/withdrawal": ["company manager", "organiser chair", "platform operator"],
  },
  middleware: ["/organisation/export/*", "/organisation/deletion/*"],
  parameters: async () => ({}),
  async own({ cell, now }, organisationId) {
    const id = `export-${organisationId}`
    const at = now.toISOString()
    await cell.bucket.put(`cells/510100/exports/${id}/archive.zip`, new Uint8Array(22))
    await cell.rows(
      `insert into exports (id, organisation_id, member_id, state, instance, file, bytes, hash, created_at, moved_at,
       expires_at) values (?, ?, '', 'done', '', ?, 22, 'hash', ?, ?, ?)`,
      [id, organisationId, `exports/${id}`, at, at, new Date(now.getTime() + 604_800_000).toISOString()],
    )
    return { exportId: id }
  },
}
