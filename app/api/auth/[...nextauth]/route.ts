import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authFor } from '#server/request-context.ts';

type Params = { params: Promise<{ nextauth: string[] }> };

const handler = (request: NextRequest, context: Params) => NextAuth(request, context, authFor('portal'));

export { handler as GET, handler as POST };
