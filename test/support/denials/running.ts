import type { DenialPart } from "./part.ts"

export const running: DenialPart = {
  allowed: {
    "GET /healthz": "public",
    "GET /readyz": "public",
    "GET /.well-known/security.txt": "public",
    "GET /assets/:name": "public",
  },
  parameters: async () => ({ name: "site.css" }),
}
