package org.tokentwin.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tokentwin.conformance.CaseDescription;

class CaseCatalogueTest {
    @Test
    void ids_areUniqueAndWellFormed() {
        assertThat(CaseCatalogue.cases())
                .hasSizeGreaterThanOrEqualTo(80)
                .extracting(CaseDescription::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[A-Z][A-Z0-9]*(-[A-Z][A-Z0-9]*)?-\\d{3,4}"));
    }

    @Test
    void everyCase_namesSectionAndRequirement() {
        assertThat(CaseCatalogue.cases()).allSatisfy(found -> {
            assertThat(found.section()).isNotBlank();
            assertThat(found.requirement()).isNotBlank();
        });
    }
}
