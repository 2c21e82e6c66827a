"""One engine over many faces: folders of photos or shards in, shards out. No Qt."""
