package org.tokentwin.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherFactory;
import org.tokentwin.conformance.CaseDescription;

class CaseCatalogueTest {
    @Test
    void ids_areUniqueAndWellFormed() {
        assertThat(CaseCatalogue.cases())
                .hasSizeGreaterThanOrEqualTo(80)
                .extracting(CaseDescription::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[A-Z][A-Z0-9]*(-[A-Z][A-Z0-9_]*)?-\\d{3,4}"));
    }

    @Test
    void everyCase_namesSectionAndRequirement() {
        assertThat(CaseCatalogue.cases()).allSatisfy(found -> {
            assertThat(found.section()).isNotBlank();
            assertThat(found.requirement()).isNotBlank();
        });
    }

    @Test
    void classes_runInTheOrderOfTheirNames_whateverOrderTheirDirectoryHas() {
        LauncherDiscoveryRequest request =
                CaseCatalogue.request(Optional.empty(), any -> true).build();

        TestPlan plan = LauncherFactory.create().discover(request);

        List<String> classes = plan.getRoots().stream()
                .flatMap(root -> plan.getChildren(root).stream())
                .map(TestIdentifier::getLegacyReportingName)
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .toList();
        assertThat(classes).hasSizeGreaterThan(50).isSorted();
    }
}
