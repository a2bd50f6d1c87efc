import { type DenialPart, groups } from "./part.ts"

export const audit: DenialPart = {
  allowed: {
    "GET /audit": groups.heads,
    "GET /audit/events.csv": groups.heads,
    "GET /audit/events.json": groups.heads,
  },
  middleware: ["/audit/*"],
  parameters: async () => ({}),
}
