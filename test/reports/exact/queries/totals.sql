select sum(stalls)::bigint as total from all_regions
