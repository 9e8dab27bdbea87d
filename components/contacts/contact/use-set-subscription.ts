import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '#components/trpc.tsx';

/** Subscribes a contact to a topic or ends it, and has the pages that show it read it again. */
export function useSetSubscription() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.contacts.setSubscription.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.contacts.pathFilter()),
    }),
  );
}
