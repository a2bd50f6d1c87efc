import { type DenialPart, groups } from "./part.ts"

export const leaving: DenialPart = {
  allowed: {
    "GET /organisation/deletion": groups.heads,
    "POST /organisation/deletion": ["company manager", "organiser chair", "platform operator"],
    "POST /organisation/deletion/withdrawal": ["company manager", "organiser chair", "platform operator"],
  },
  middleware: ["/organisation/deletion/*"],
  parameters: async () => ({}),
}
