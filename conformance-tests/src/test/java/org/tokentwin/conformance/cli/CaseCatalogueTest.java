package org.tokentwin.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tokentwin.conformance.ConformanceCase;

class CaseCatalogueTest {
    @Test
    void ids_areUniqueAndWellFormed() {
        assertThat(CaseCatalogue.cases())
                .hasSizeGreaterThanOrEqualTo(80)
                .extracting(ConformanceCase::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[A-Z]+-\\d{3}"));
    }

    @Test
    void everyCase_namesSectionAndRequirement() {
        assertThat(CaseCatalogue.cases()).allSatisfy(found -> {
            assertThat(found.section()).isNotBlank();
            assertThat(found.requirement()).isNotBlank();
        });
    }
}
