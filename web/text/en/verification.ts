import type { verification as zh } from "../zh/verification.ts"

export const verification: typeof zh = {}
