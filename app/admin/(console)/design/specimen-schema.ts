import { z } from 'zod';

export const specimenSchema = z.object({
  name: z.string().min(1),
  email: z.email(),
  topic: z.enum(['a', 'b']),
  notes: z.string().max(200),
});
