package aule.workspace.objects;

import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.dfs.DfsReftableDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryBuilder;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.reftable.ReftableConfig;
import org.eclipse.jgit.lib.RefDatabase;

/** What JGit calls a repository; only its objects are used, never its references. */
final class PackRepository extends DfsRepository {

    private final PackFolder packs;
    private final RefDatabase references;

    private PackRepository(Builder builder) {
        super(builder);
        this.packs = new PackFolder(this, builder.folder, builder.kernel);
        this.references = new DfsReftableDatabase(this) {
            @Override
            public ReftableConfig getReftableConfig() {
                return new ReftableConfig();
            }
        };
    }

    static PackRepository open(Path folder, String kernel) {
        return new Builder(folder, kernel).build();
    }

    @Override
    public PackFolder getObjectDatabase() {
        return packs;
    }

    @Override
    public RefDatabase getRefDatabase() {
        return references;
    }

    /** Its description has no name, so that JGit's cache never mistakes one opening for another. */
    private static final class Builder extends DfsRepositoryBuilder<Builder, PackRepository> {

        private final Path folder;
        private final String kernel;

        Builder(Path folder, String kernel) {
            this.folder = folder;
            this.kernel = kernel;
            setRepositoryDescription(new DfsRepositoryDescription());
        }

        @Override
        public PackRepository build() {
            return new PackRepository(this);
        }
    }
}
