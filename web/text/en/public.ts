import type { publicPages as zh } from "../zh/public.ts"

export const publicPages: typeof zh = {}
